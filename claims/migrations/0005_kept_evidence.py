"""Kept copies of evidence, calls, the right of reply, and what is shared or withdrawn."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0004_people_and_house_rules"),
    ]

    operations = [
        migrations.CreateModel(
            name="Capture",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[("fetched", "Fetched"), ("uploaded", "Uploaded")], max_length=20
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "Queued"),
                            ("running", "Running"),
                            ("kept", "Kept"),
                            ("failed", "Failed"),
                        ],
                        default="queued",
                        max_length=20,
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("heartbeat", models.DateTimeField(null=True)),
                ("published", models.DateTimeField(null=True)),
                ("error", models.TextField(blank=True)),
                ("url", models.URLField(blank=True, max_length=2000)),
                ("final_url", models.URLField(blank=True, max_length=2000)),
                ("status", models.PositiveSmallIntegerField(null=True)),
                ("headers", models.JSONField(default=list)),
                ("stored", models.CharField(blank=True, max_length=200)),
                ("name", models.CharField(blank=True, max_length=300)),
                ("media_type", models.CharField(blank=True, max_length=100)),
                ("size", models.PositiveBigIntegerField(null=True)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("text", models.TextField(blank=True)),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("kept_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ("at", "pk"),
            },
        ),
        migrations.RemoveField(
            model_name="evidence",
            name="sha256",
        ),
        migrations.AddField(
            model_name="evidence",
            name="ground_rules",
            field=models.CharField(
                blank=True,
                choices=[
                    ("on the record", "On the record"),
                    ("on background", "On background"),
                    ("on deep background", "On deep background"),
                    ("off the record", "Off the record"),
                ],
                max_length=30,
            ),
        ),
        migrations.AddField(
            model_name="evidence",
            name="reached",
            field=models.CharField(
                blank=True,
                choices=[
                    ("spoke", "They answered"),
                    ("waiting", "They may still answer"),
                    ("declined", "They declined to comment"),
                    ("not reached", "They couldn't be reached"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="evidence",
            name="reply_by",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="evidence",
            name="right_of_reply",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="evidence",
            name="shared",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="evidence",
            name="withdrawn_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="evidence",
            name="withdrawn_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="evidence",
            name="withdrawn_why",
            field=models.TextField(blank=True),
        ),
        migrations.AddIndex(
            model_name="evidence",
            index=models.Index(fields=["desk", "-at"], name="evidence_desk_newest"),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "ground_rules__in",
                        ["", "on the record", "on background", "on deep background", "off the record"],
                    )
                ),
                name="evidence_ground_rules_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(("reached__in", ["", "spoke", "waiting", "declined", "not reached"])),
                name="evidence_reached_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_by", None), ("withdrawn_why", "")),
                    models.Q(models.Q(("withdrawn_why", ""), _negated=True), ("withdrawn_by__isnull", False)),
                    _connector="OR",
                ),
                name="evidence_withdrawn_by_somebody",
            ),
        ),
        migrations.AddField(
            model_name="capture",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="capture",
            name="evidence",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="captures", to="claims.evidence"
            ),
        ),
        migrations.AddIndex(
            model_name="capture",
            index=models.Index(
                condition=models.Q(("state__in", ("queued", "running"))),
                fields=["state"],
                name="capture_unfinished",
            ),
        ),
        migrations.AddConstraint(
            model_name="capture",
            constraint=models.CheckConstraint(
                condition=models.Q(("origin__in", ["fetched", "uploaded"])), name="capture_origin_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="capture",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["queued", "running", "kept", "failed"])),
                name="capture_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="capture",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "kept"), _negated=True),
                    models.Q(
                        models.Q(("stored", ""), _negated=True),
                        models.Q(("sha256", ""), _negated=True),
                        ("size__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="capture_kept_has_bytes",
            ),
        ),
        migrations.AddConstraint(
            model_name="capture",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("queued", "running"))),
                fields=("evidence",),
                name="capture_open_once",
            ),
        ),
    ]
