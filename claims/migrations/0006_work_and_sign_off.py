"""Instructions, stale claims, lowered risks, cleared sentences, signatures."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0005_kept_evidence"),
    ]

    operations = [
        migrations.CreateModel(
            name="Lowering",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("risk", models.CharField(max_length=40)),
                ("why", models.TextField()),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("agreed", models.BooleanField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_why", models.TextField(blank=True)),
            ],
            options={
                "ordering": ("at", "pk"),
            },
        ),
        migrations.CreateModel(
            name="SignOff",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("reporter", "Reporter"),
                            ("checker", "Checker"),
                            ("editor", "Editor"),
                            ("reader", "Reader"),
                        ],
                        max_length=20,
                    ),
                ),
                ("sha256", models.CharField(max_length=64)),
                ("override_why", models.TextField(blank=True)),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("revoked_at", models.DateTimeField(null=True)),
                ("revoked_why", models.TextField(blank=True)),
            ],
            options={
                "ordering": ("at", "pk"),
            },
        ),
        migrations.RemoveConstraint(
            model_name="event",
            name="event_what_known",
        ),
        migrations.AddField(
            model_name="claim",
            name="instruction",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="claim",
            name="stale_why",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="draft",
            name="reason",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="sentence",
            name="clearing_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="sentence",
            name="clearing_why",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AlterField(
            model_name="event",
            name="what",
            field=models.CharField(
                choices=[
                    ("pasted", "Draft pasted"),
                    ("split", "Split into claims"),
                    ("split failed", "Split failed"),
                    ("split retried", "Split tried again"),
                    ("article moved", "Article moved"),
                    ("moved", "Claim moved"),
                    ("answered", "Answered"),
                    ("dismissal asked", "Dismissal asked for"),
                    ("evidence", "Evidence attached"),
                    ("use changed", "Evidence described anew"),
                    ("evidence withdrawn", "Evidence withdrawn"),
                    ("captured", "Evidence kept"),
                    ("assigned", "Assigned"),
                    ("risk raised", "Risk raised"),
                    ("lowering asked", "Asked to lower a risk"),
                    ("risk lowered", "Risk lowered"),
                    ("lowering refused", "Risk left as it is"),
                    ("rules changed", "The desk's risks changed"),
                    ("clearing asked", "Asked to clear a sentence"),
                    ("cleared", "Sentence cleared"),
                    ("uncleared", "Sentence opened again"),
                    ("asked", "Question asked"),
                    ("replied", "Question answered"),
                    ("question withdrawn", "Question withdrawn"),
                    ("noted", "Note written"),
                    ("note edited", "Note edited"),
                    ("signed", "Signed off"),
                    ("overridden", "Signed off by override"),
                    ("signature revoked", "Signature revoked"),
                    ("bylines", "Bylines set"),
                    ("exported", "Exported"),
                ],
                max_length=30,
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "what__in",
                        [
                            "pasted",
                            "split",
                            "split failed",
                            "split retried",
                            "article moved",
                            "moved",
                            "answered",
                            "dismissal asked",
                            "evidence",
                            "use changed",
                            "evidence withdrawn",
                            "captured",
                            "assigned",
                            "risk raised",
                            "lowering asked",
                            "risk lowered",
                            "lowering refused",
                            "rules changed",
                            "clearing asked",
                            "cleared",
                            "uncleared",
                            "asked",
                            "replied",
                            "question withdrawn",
                            "noted",
                            "note edited",
                            "signed",
                            "overridden",
                            "signature revoked",
                            "bylines",
                            "exported",
                        ],
                    )
                ),
                name="event_what_known",
            ),
        ),
        migrations.AddField(
            model_name="lowering",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="lowering",
            name="claim",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="lowerings", to="claims.claim"
            ),
        ),
        migrations.AddField(
            model_name="lowering",
            name="decided_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="signoff",
            name="draft",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="sign_offs", to="claims.draft"
            ),
        ),
        migrations.AddField(
            model_name="signoff",
            name="revoked_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="signoff",
            name="signer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="sign_offs",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="lowering",
            constraint=models.UniqueConstraint(
                condition=models.Q(("agreed", None)), fields=("claim", "risk"), name="lowering_open_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="lowering",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_by", None),
                    models.Q(("decided_by", models.F("by")), _negated=True),
                    _connector="OR",
                ),
                name="lowering_by_two_people",
            ),
        ),
        migrations.AddConstraint(
            model_name="lowering",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("agreed", None), ("decided_by", None)),
                    models.Q(("agreed__isnull", False), ("decided_by__isnull", False)),
                    _connector="OR",
                ),
                name="lowering_decided_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="signoff",
            constraint=models.UniqueConstraint(
                condition=models.Q(("revoked_at", None)), fields=("draft", "signer"), name="sign_off_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="signoff",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("revoked_at", None), ("revoked_why", "")),
                    models.Q(("revoked_at__isnull", False), models.Q(("revoked_why", ""), _negated=True)),
                    _connector="OR",
                ),
                name="sign_off_revoked_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="signoff",
            constraint=models.CheckConstraint(
                condition=models.Q(("role__in", ["reporter", "checker", "editor", "reader"])),
                name="sign_off_role_known",
            ),
        ),
    ]
