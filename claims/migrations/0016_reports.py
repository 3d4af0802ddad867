"""Reports: what was made, its files, and the links by which others open it; and how long a desk keeps them."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0015_retention"),
    ]

    operations = [
        migrations.CreateModel(
            name="Report",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("full", "The desk"),
                            ("legal", "Lawyers, with history"),
                            ("outside", "Outside the desk"),
                        ],
                        max_length=10,
                    ),
                ),
                ("content", models.TextField()),
                ("sha256", models.CharField(max_length=64)),
                (
                    "tells",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ("-number",),
            },
        ),
        migrations.CreateModel(
            name="ReportFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "format",
                    models.CharField(
                        choices=[
                            ("pdf", "PDF"),
                            ("docx", "Word, the article with comments"),
                            ("xlsx", "Excel"),
                            ("csv", "CSV"),
                            ("html", "Web page in one file"),
                            ("json", "JSON"),
                            ("claim-review", "ClaimReview"),
                        ],
                        max_length=20,
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
                ("stored", models.CharField(blank=True, max_length=200)),
                ("size", models.PositiveBigIntegerField(null=True)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="ReportOpening",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "took",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("pdf", "PDF"),
                            ("docx", "Word, the article with comments"),
                            ("xlsx", "Excel"),
                            ("csv", "CSV"),
                            ("html", "Web page in one file"),
                            ("json", "JSON"),
                            ("claim-review", "ClaimReview"),
                        ],
                        max_length=20,
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "ordering": ("at", "pk"),
            },
        ),
        migrations.CreateModel(
            name="ReportShare",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("to", models.CharField(max_length=200)),
                ("expires", models.DateTimeField()),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("revoked_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ("-at", "-pk"),
            },
        ),
        migrations.RemoveConstraint(
            model_name="event",
            name="event_what_known",
        ),
        migrations.AddField(
            model_name="retention",
            name="reports_days",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="event",
            name="what",
            field=models.CharField(
                choices=[
                    ("pasted", "Draft pasted"),
                    ("split", "Split into claims"),
                    ("carried", "Carried to the next draft"),
                    ("re-attached", "Given its place again"),
                    ("cut", "Cut from the copy"),
                    ("mended", "Words or source mended"),
                    ("added", "Claim added"),
                    ("parted", "Parted into two claims"),
                    ("merged", "Claims merged"),
                    ("speaker set", "Speaker set"),
                    ("speakers merged", "Speakers merged"),
                    ("speakers parted", "Speakers parted again"),
                    ("fixed", "Fixed in the copy"),
                    ("copy note", "Note in the copy dealt with"),
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
                    ("exported", "Report made"),
                    ("shared", "Report shared"),
                    ("unshared", "Link to a report revoked"),
                    ("undone", "Undone"),
                    ("source stored", "Confidential source stored"),
                    ("source changed", "Confidential source changed"),
                    ("source named", "Who may open a confidential source"),
                    ("source opened", "Confidential source opened"),
                    ("source approved", "Unnamed source approved"),
                    ("source deleted", "Confidential source deleted"),
                    ("held", "Legal hold"),
                    ("released", "Legal hold lifted"),
                    ("files erased", "Kept copies erased"),
                    ("erased", "Erased"),
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
                            "carried",
                            "re-attached",
                            "cut",
                            "mended",
                            "added",
                            "parted",
                            "merged",
                            "speaker set",
                            "speakers merged",
                            "speakers parted",
                            "fixed",
                            "copy note",
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
                            "shared",
                            "unshared",
                            "undone",
                            "source stored",
                            "source changed",
                            "source named",
                            "source opened",
                            "source approved",
                            "source deleted",
                            "held",
                            "released",
                            "files erased",
                            "erased",
                        ],
                    )
                ),
                name="event_what_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="retention",
            constraint=models.CheckConstraint(
                condition=models.Q(("reports_days", None), ("reports_days__gte", 1), _connector="OR"),
                name="retention_reports_days_one_or_more",
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="article",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="reports", to="claims.article"
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="draft",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="claims.draft"
            ),
        ),
        migrations.AddField(
            model_name="reportfile",
            name="report",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="files", to="claims.report"
            ),
        ),
        migrations.AddField(
            model_name="reportshare",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="reportshare",
            name="report",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="shares", to="claims.report"
            ),
        ),
        migrations.AddField(
            model_name="reportshare",
            name="revoked_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="reportopening",
            name="share",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="openings", to="claims.reportshare"
            ),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(fields=["sha256"], name="report_by_hash"),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.UniqueConstraint(fields=("article", "number"), name="report_number_once"),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(("audience__in", ["full", "legal", "outside"])),
                name="report_audience_known",
            ),
        ),
        migrations.AddIndex(
            model_name="reportfile",
            index=models.Index(fields=["sha256"], name="report_file_by_hash"),
        ),
        migrations.AddIndex(
            model_name="reportfile",
            index=models.Index(
                condition=models.Q(("state__in", ("queued", "running"))),
                fields=["state"],
                name="report_file_unfinished",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportfile",
            constraint=models.UniqueConstraint(fields=("report", "format"), name="report_file_once"),
        ),
        migrations.AddConstraint(
            model_name="reportfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("format__in", ["pdf", "docx", "xlsx", "csv", "html", "json", "claim-review"])
                ),
                name="report_file_format_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["queued", "running", "kept", "failed"])),
                name="report_file_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "kept"), _negated=True),
                    models.Q(models.Q(("sha256", ""), _negated=True), ("size__isnull", False)),
                    _connector="OR",
                ),
                name="report_file_kept_has_bytes",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportshare",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("revoked_at", None), ("revoked_by", None)),
                    models.Q(("revoked_at__isnull", False), ("revoked_by__isnull", False)),
                    _connector="OR",
                ),
                name="report_share_revoked_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportopening",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("took__in", ["", "pdf", "docx", "xlsx", "csv", "html", "json", "claim-review"])
                ),
                name="report_opening_took_known",
            ),
        ),
    ]
