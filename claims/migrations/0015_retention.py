"""Retention: how long a desk keeps what, legal holds, and what has been erased."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# Every kind of event from here on, with its name.
KINDS = (
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
    ("exported", "Exported"),
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
)


def known(kinds):
    condition = models.Q(("what__in", [kind for kind, _ in kinds]))
    return models.CheckConstraint(condition=condition, name="event_what_known")


def days(name):
    condition = models.Q((name, None), (f"{name}__gte", 1), _connector="OR")
    return models.CheckConstraint(condition=condition, name=f"retention_{name}_one_or_more")


class Migration(migrations.Migration):
    dependencies = (
        ("claims", "0014_confidential"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    )
    operations = (
        migrations.AddField(
            "article", "hold_why", models.TextField(blank=True, default=""), preserve_default=False
        ),
        migrations.AddField("article", "erased_at", models.DateTimeField(null=True)),
        migrations.AddConstraint(
            "article",
            models.CheckConstraint(
                condition=models.Q(("hold_why", ""), ("erased_at", None), _connector="OR"),
                name="article_held_is_not_erased",
            ),
        ),
        migrations.RemoveConstraint("event", "event_what_known"),
        migrations.AlterField("event", "what", models.CharField(choices=list(KINDS), max_length=30)),
        migrations.AddConstraint("event", known(KINDS)),
        migrations.CreateModel(
            name="LeftFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("stored", models.CharField(max_length=200, unique=True)),
                ("at", models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.CreateModel(
            name="Retention",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("article_days", models.PositiveIntegerField(blank=True, null=True)),
                ("files_days", models.PositiveIntegerField(blank=True, null=True)),
                ("notices_days", models.PositiveIntegerField(blank=True, null=True)),
                ("typing_days", models.PositiveIntegerField(blank=True, null=True)),
                ("since", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "desk",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="retention",
                        to="claims.desk",
                    ),
                ),
            ],
            options={
                "constraints": [
                    days("article_days"),
                    days("files_days"),
                    days("notices_days"),
                    days("typing_days"),
                ],
            },
        ),
    )
