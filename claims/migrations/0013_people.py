"""Invitations, and the record of what was changed about people and desks, which is only added to."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

ADDED_ONLY = """
CREATE TRIGGER claims_peoplechange_append_only BEFORE UPDATE OR DELETE ON claims_peoplechange
    FOR EACH ROW EXECUTE FUNCTION claims_append_only();
CREATE TRIGGER claims_peoplechange_no_truncate BEFORE TRUNCATE ON claims_peoplechange
    FOR EACH STATEMENT EXECUTE FUNCTION claims_append_only();
REVOKE UPDATE, DELETE ON claims_peoplechange FROM newsroom_app;
"""

BACK = """
DROP TRIGGER claims_peoplechange_append_only ON claims_peoplechange;
DROP TRIGGER claims_peoplechange_no_truncate ON claims_peoplechange;
GRANT UPDATE, DELETE ON claims_peoplechange TO newsroom_app;
"""

class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0012_tries'),
    ]

    operations = [
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('expires_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(null=True)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('used_by', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('-at', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='InvitedRole',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('reporter', 'Reporter'), ('checker', 'Checker'), ('editor', 'Editor'), ('reader', 'Reader')], max_length=20)),
                ('desk', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='claims.desk')),
                ('invitation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='roles', to='claims.invitation')),
            ],
        ),
        migrations.CreateModel(
            name='PeopleChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('what', models.CharField(choices=[('invited', 'Invited'), ('invited again', 'Invited again, by a new link'), ('invitation withdrawn', 'Invitation withdrawn'), ('joined', 'Joined by the invitation'), ('signed on', 'Came by single sign-on for the first time'), ('linked', 'Single sign-on linked'), ('role', 'Role'), ('disabled', 'Disabled'), ('enabled', 'Enabled'), ('administrator', 'Administrator'), ('details', 'Details changed'), ('desk made', 'Desk made'), ('desk renamed', 'Desk renamed'), ('desk confidential', 'Confidential')], max_length=30)),
                ('before', models.CharField(blank=True, max_length=100)),
                ('after', models.CharField(blank=True, max_length=100)),
                ('key', models.CharField(max_length=100, unique=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('desk', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.desk')),
                ('invitation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.invitation')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='changes', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('-at', '-pk'),
            },
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('used_at', None), ('used_by', None)), models.Q(('used_at__isnull', False), ('used_by__isnull', False), ('withdrawn_at', None)), _connector='OR'), name='invitation_ends_once'),
        ),
        migrations.AddConstraint(
            model_name='invitedrole',
            constraint=models.UniqueConstraint(fields=('invitation', 'desk'), name='invited_role_once'),
        ),
        migrations.AddConstraint(
            model_name='invitedrole',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['reporter', 'checker', 'editor', 'reader'])), name='invited_role_known'),
        ),
        migrations.AddConstraint(
            model_name='peoplechange',
            constraint=models.CheckConstraint(condition=models.Q(('what__in', ['invited', 'invited again', 'invitation withdrawn', 'joined', 'signed on', 'linked', 'role', 'disabled', 'enabled', 'administrator', 'details', 'desk made', 'desk renamed', 'desk confidential'])), name='people_change_known'),
        ),
        migrations.AddConstraint(
            model_name='peoplechange',
            constraint=models.CheckConstraint(condition=models.Q(('person__isnull', False), ('desk__isnull', False), ('invitation__isnull', False), _connector='OR'), name='people_change_about_something'),
        ),
        migrations.RunSQL(ADDED_ONLY, BACK),
    ]
