"""What isn't done with, by article: queues, boards and lists of articles look at nothing else."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0007_questions_notes_notices"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(
                condition=models.Q(
                    state__in=["suggested", "open", "checking", "awaiting reply", "stale", "second check"]
                ),
                fields=["article"],
                name="claim_unfinished",
            ),
        ),
    ]
