"""Other systems: their tokens and calls, and the webhooks by which they are told."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0020_upkeep'),
    ]

    operations = [
        migrations.CreateModel(
            name='ApiCall',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('method', models.CharField(max_length=7)),
                ('name', models.CharField(max_length=50)),
                ('about', models.BigIntegerField(null=True)),
                ('status', models.PositiveSmallIntegerField()),
                ('at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'ordering': ('-pk',),
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60)),
                ('topic', models.CharField(choices=[('draft.stored', 'A draft is stored'), ('draft.split', "A draft is split, or can't be"), ('article.moved', 'An article moves: signed off, published, killed'), ('article.signed', 'A signature comes or goes'), ('report.made', 'A report is made for outside')], max_length=20)),
                ('body', models.TextField()),
                ('state', models.CharField(choices=[('queued', 'Waiting'), ('running', 'Being sent'), ('sent', 'Received'), ('failed', 'Given up')], default='queued', max_length=10)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('heartbeat', models.DateTimeField(null=True)),
                ('published', models.DateTimeField(null=True)),
                ('status', models.PositiveSmallIntegerField(null=True)),
                ('error', models.TextField(blank=True)),
                ('sent_at', models.DateTimeField(null=True)),
                ('at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'ordering': ('-pk',),
            },
        ),
        migrations.CreateModel(
            name='Integration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100)),
                ('scopes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('read', 'Read articles, claims and clearance'), ('drafts', 'Send articles and drafts'), ('reports', 'Fetch reports made for outside'), ('publish', 'Say that an article is published')], max_length=20), size=None)),
                ('prefix', models.CharField(max_length=11, unique=True)),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('expires', models.DateTimeField()),
                ('used_at', models.DateTimeField(null=True)),
                ('minute', models.DateTimeField(null=True)),
                ('calls', models.PositiveIntegerField(default=0)),
                ('revoked_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ('-at', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='Webhook',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('url', models.URLField(max_length=500)),
                ('topics', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('draft.stored', 'A draft is stored'), ('draft.split', "A draft is split, or can't be"), ('article.moved', 'An article moves: signed off, published, killed'), ('article.signed', 'A signature comes or goes'), ('report.made', 'A report is made for outside')], max_length=20), size=None)),
                ('sealed', models.BinaryField()),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('off_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ('pk',),
            },
        ),
        migrations.RemoveConstraint(
            model_name='peoplechange',
            name='people_change_known',
        ),
        migrations.AddField(
            model_name='user',
            name='integration',
            field=models.BooleanField(default=False),
        ),
        migrations.AlterField(
            model_name='peoplechange',
            name='what',
            field=models.CharField(choices=[('invited', 'Invited'), ('invited again', 'Invited again, by a new link'), ('invitation withdrawn', 'Invitation withdrawn'), ('joined', 'Joined by the invitation'), ('signed on', 'Came by single sign-on for the first time'), ('linked', 'Single sign-on linked'), ('role', 'Role'), ('disabled', 'Disabled'), ('enabled', 'Enabled'), ('administrator', 'Administrator'), ('details', 'Details changed'), ('desk made', 'Desk made'), ('desk renamed', 'Desk renamed'), ('desk confidential', 'Confidential'), ('integration made', 'Token made'), ('integration revoked', 'Token revoked'), ('webhook set', 'Webhook set'), ('webhook off', 'Webhook taken off'), ('webhook again', 'Delivery sent again')], max_length=30),
        ),
        migrations.AddConstraint(
            model_name='peoplechange',
            constraint=models.CheckConstraint(condition=models.Q(('what__in', ['invited', 'invited again', 'invitation withdrawn', 'joined', 'signed on', 'linked', 'role', 'disabled', 'enabled', 'administrator', 'details', 'desk made', 'desk renamed', 'desk confidential', 'integration made', 'integration revoked', 'webhook set', 'webhook off', 'webhook again'])), name='people_change_known'),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.CheckConstraint(condition=models.Q(('integration', False), models.Q(('administrator', False), ('email', ''), ('password__startswith', '!')), _connector='OR'), name='user_integration_is_nobody'),
        ),
        migrations.AddField(
            model_name='delivery',
            name='article',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='claims.article'),
        ),
        migrations.AddField(
            model_name='integration',
            name='account',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='token', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='integration',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='integration',
            name='desks',
            field=models.ManyToManyField(related_name='integrations', to='claims.desk'),
        ),
        migrations.AddField(
            model_name='integration',
            name='revoked_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='apicall',
            name='integration',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='api_calls', to='claims.integration'),
        ),
        migrations.AddField(
            model_name='webhook',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='webhook',
            name='integration',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='webhooks', to='claims.integration'),
        ),
        migrations.AddField(
            model_name='webhook',
            name='off_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='delivery',
            name='webhook',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='claims.webhook'),
        ),
        migrations.AddConstraint(
            model_name='integration',
            constraint=models.CheckConstraint(condition=models.Q(('scopes__contained_by', ['read', 'drafts', 'reports', 'publish']), ('scopes__len__gte', 1)), name='integration_scopes_known'),
        ),
        migrations.AddConstraint(
            model_name='integration',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('revoked_at', None), ('revoked_by', None)), models.Q(('revoked_at__isnull', False), ('revoked_by__isnull', False)), _connector='OR'), name='integration_revoked_by_somebody'),
        ),
        migrations.AddIndex(
            model_name='apicall',
            index=models.Index(fields=['integration', '-id'], name='api_call_newest'),
        ),
        migrations.AddIndex(
            model_name='apicall',
            index=models.Index(fields=['at'], name='api_call_oldest'),
        ),
        migrations.AddConstraint(
            model_name='webhook',
            constraint=models.CheckConstraint(condition=models.Q(('topics__contained_by', ['draft.stored', 'draft.split', 'article.moved', 'article.signed', 'report.made']), ('topics__len__gte', 1)), name='webhook_topics_known'),
        ),
        migrations.AddConstraint(
            model_name='webhook',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('off_at', None), ('off_by', None)), models.Q(('off_at__isnull', False), ('off_by__isnull', False)), _connector='OR'), name='webhook_off_by_somebody'),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(condition=models.Q(('state__in', ('queued', 'running'))), fields=['state'], name='delivery_unfinished'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.UniqueConstraint(fields=('webhook', 'name'), name='delivery_once'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.CheckConstraint(condition=models.Q(('topic__in', ['draft.stored', 'draft.split', 'article.moved', 'article.signed', 'report.made'])), name='delivery_topic_known'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['queued', 'running', 'sent', 'failed'])), name='delivery_state_known'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'sent'), _negated=True), ('sent_at__isnull', False), _connector='OR'), name='delivery_sent_at_a_time'),
        ),
    ]
