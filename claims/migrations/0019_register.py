"""The newsroom's register of speakers: entries, who is linked to which, and the record of it."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0018_checked_before'),
    ]

    operations = [
        migrations.CreateModel(
            name='RegisterEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=300)),
                ('aliases', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=300), blank=True, default=list, size=None)),
                ('note', models.TextField(blank=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('desk', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.desk')),
            ],
            options={
                'ordering': ('name', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='RegisterChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(choices=[('linked', 'Linked'), ('unlinked', 'Taken off'), ('merged', 'Merged'), ('parted', 'Parted'), ('edited', 'Name, aliases or note changed'), ('undone', 'Undone')], max_length=20)),
                ('before', models.JSONField(default=dict)),
                ('after', models.JSONField(default=dict)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('action', models.CharField(db_index=True, max_length=60)),
                ('key', models.CharField(max_length=100, unique=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('speaker', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='register_changes', to='claims.speaker')),
                ('now', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='claims.registerentry')),
                ('was', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='claims.registerentry')),
            ],
            options={
                'ordering': ('-pk',),
            },
        ),
        migrations.AddField(
            model_name='speaker',
            name='entry',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='speakers', to='claims.registerentry'),
        ),
        migrations.AddConstraint(
            model_name='speaker',
            constraint=models.CheckConstraint(condition=models.Q(('entry', None), models.Q(('kind', 'unnamed'), _negated=True), _connector='OR'), name='speaker_unnamed_in_no_register'),
        ),
        migrations.AddConstraint(
            model_name='registerentry',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='register_entry_has_a_name'),
        ),
        migrations.AddConstraint(
            model_name='registerchange',
            constraint=models.CheckConstraint(condition=models.Q(('what__in', ['linked', 'unlinked', 'merged', 'parted', 'edited', 'undone'])), name='register_change_known'),
        ),
        migrations.AddConstraint(
            model_name='registerchange',
            constraint=models.CheckConstraint(condition=models.Q(('speaker__isnull', False), models.Q(('now__isnull', False), ('was', models.F('now'))), _connector='OR'), name='register_change_about_something'),
        ),
    ]
