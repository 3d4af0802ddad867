"""Signs of life of workers and of the sweep; backups and the trials of them."""

from django.db import migrations, models

KINDS = (("backup", "Backup"), ("drill", "Restore drill"))


def key():
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    dependencies = (("claims", "0019_register"),)
    operations = (
        migrations.CreateModel(
            name="Heartbeat",
            fields=[
                ("id", key()),
                ("name", models.CharField(max_length=200, unique=True)),
                ("queues", models.CharField(blank=True, max_length=200)),
                ("free", models.PositiveBigIntegerField(null=True)),
                ("total", models.PositiveBigIntegerField(null=True)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Upkeep",
            fields=[
                ("id", key()),
                ("kind", models.CharField(choices=list(KINDS), max_length=20)),
                ("name", models.CharField(blank=True, max_length=100)),
                ("good", models.BooleanField()),
                ("size", models.PositiveBigIntegerField(default=0)),
                ("files", models.PositiveBigIntegerField(default=0)),
                ("trouble", models.CharField(blank=True, max_length=300)),
                ("began", models.DateTimeField()),
                ("ended", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "ordering": ("-ended", "-pk"),
                "indexes": [models.Index(fields=["kind", "-ended"], name="upkeep_newest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", [kind for kind, _ in KINDS])), name="upkeep_kind_known"
                    )
                ],
            },
        ),
    )
