"""Evidence may be where a claim was said first."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("claims", "0021_integrations"),)

    operations = (
        migrations.AddField(
            model_name="use",
            name="said_there",
            field=models.BooleanField(default=False),
        ),
    )
