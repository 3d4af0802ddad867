"""Who is away, when a digest goes out, and a desk's own choice of risks and signers."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0003_what_the_app_may_do"),
    ]

    operations = [
        migrations.AddField(
            model_name="desk",
            name="high_risks",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=40), blank=True, null=True, size=None
            ),
        ),
        migrations.AddField(
            model_name="desk",
            name="signers",
            field=models.PositiveSmallIntegerField(default=2),
        ),
        migrations.AddField(
            model_name="user",
            name="away_until",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="user",
            name="digest_hour",
            field=models.PositiveSmallIntegerField(default=8),
        ),
        migrations.AddConstraint(
            model_name="desk",
            constraint=models.CheckConstraint(
                condition=models.Q(("signers__in", [1, 2])), name="desk_signers_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(("digest_hour__lte", 23)), name="user_digest_hour_known"
            ),
        ),
    ]
