"""Sources who can't be named: their records, the approvals, and the events that tell of them."""

import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0013_people'),
    ]

    operations = [
        migrations.CreateModel(
            name='Approval',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('wording', models.CharField(max_length=64)),
                ('version', models.PositiveIntegerField()),
                ('at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'ordering': ('at', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='ConfidentialSource',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('pseudonym', models.CharField(max_length=60)),
                ('version', models.PositiveIntegerField(default=1)),
                ('wrapped_key', models.BinaryField(null=True)),
                ('sealed', models.BinaryField(null=True)),
                ('stored', models.CharField(blank=True, max_length=200)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('deleted_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ('pk',),
            },
        ),
        migrations.RemoveConstraint(
            model_name='event',
            name='event_what_known',
        ),
        migrations.AlterField(
            model_name='event',
            name='what',
            field=models.CharField(choices=[('pasted', 'Draft pasted'), ('split', 'Split into claims'), ('carried', 'Carried to the next draft'), ('re-attached', 'Given its place again'), ('cut', 'Cut from the copy'), ('mended', 'Words or source mended'), ('added', 'Claim added'), ('parted', 'Parted into two claims'), ('merged', 'Claims merged'), ('speaker set', 'Speaker set'), ('speakers merged', 'Speakers merged'), ('speakers parted', 'Speakers parted again'), ('fixed', 'Fixed in the copy'), ('copy note', 'Note in the copy dealt with'), ('split failed', 'Split failed'), ('split retried', 'Split tried again'), ('article moved', 'Article moved'), ('moved', 'Claim moved'), ('answered', 'Answered'), ('dismissal asked', 'Dismissal asked for'), ('evidence', 'Evidence attached'), ('use changed', 'Evidence described anew'), ('evidence withdrawn', 'Evidence withdrawn'), ('captured', 'Evidence kept'), ('assigned', 'Assigned'), ('risk raised', 'Risk raised'), ('lowering asked', 'Asked to lower a risk'), ('risk lowered', 'Risk lowered'), ('lowering refused', 'Risk left as it is'), ('rules changed', "The desk's risks changed"), ('clearing asked', 'Asked to clear a sentence'), ('cleared', 'Sentence cleared'), ('uncleared', 'Sentence opened again'), ('asked', 'Question asked'), ('replied', 'Question answered'), ('question withdrawn', 'Question withdrawn'), ('noted', 'Note written'), ('note edited', 'Note edited'), ('signed', 'Signed off'), ('overridden', 'Signed off by override'), ('signature revoked', 'Signature revoked'), ('bylines', 'Bylines set'), ('exported', 'Exported'), ('undone', 'Undone'), ('source stored', 'Confidential source stored'), ('source changed', 'Confidential source changed'), ('source named', 'Who may open a confidential source'), ('source opened', 'Confidential source opened'), ('source approved', 'Unnamed source approved'), ('source deleted', 'Confidential source deleted')], max_length=30),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(('what__in', ['pasted', 'split', 'carried', 're-attached', 'cut', 'mended', 'added', 'parted', 'merged', 'speaker set', 'speakers merged', 'speakers parted', 'fixed', 'copy note', 'split failed', 'split retried', 'article moved', 'moved', 'answered', 'dismissal asked', 'evidence', 'use changed', 'evidence withdrawn', 'captured', 'assigned', 'risk raised', 'lowering asked', 'risk lowered', 'lowering refused', 'rules changed', 'clearing asked', 'cleared', 'uncleared', 'asked', 'replied', 'question withdrawn', 'noted', 'note edited', 'signed', 'overridden', 'signature revoked', 'bylines', 'exported', 'undone', 'source stored', 'source changed', 'source named', 'source opened', 'source approved', 'source deleted'])), name='event_what_known'),
        ),
        migrations.AddField(
            model_name='approval',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='approval',
            name='claim',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='approvals', to='claims.claim'),
        ),
        migrations.AddField(
            model_name='confidentialsource',
            name='article',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='confidential', to='claims.article'),
        ),
        migrations.AddField(
            model_name='confidentialsource',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='confidentialsource',
            name='deleted_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='confidentialsource',
            name='evidence',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='sources', to='claims.evidence'),
        ),
        migrations.AddField(
            model_name='confidentialsource',
            name='people',
            field=models.ManyToManyField(related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='confidentialsource',
            name='speaker',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='confidential', to='claims.speaker'),
        ),
        migrations.AddField(
            model_name='approval',
            name='source',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='approvals', to='claims.confidentialsource'),
        ),
        migrations.AddConstraint(
            model_name='confidentialsource',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('evidence', None), ('speaker__isnull', False)), models.Q(('evidence__isnull', False), ('speaker', None)), _connector='OR'), name='confidential_about_one'),
        ),
        migrations.AddConstraint(
            model_name='confidentialsource',
            constraint=models.UniqueConstraint(models.F('article'), django.db.models.functions.text.Lower('pseudonym'), name='confidential_pseudonym_once'),
        ),
        migrations.AddConstraint(
            model_name='confidentialsource',
            constraint=models.UniqueConstraint(condition=models.Q(('deleted_at', None)), fields=('speaker',), name='confidential_speaker_once'),
        ),
        migrations.AddConstraint(
            model_name='confidentialsource',
            constraint=models.UniqueConstraint(fields=('evidence',), name='confidential_evidence_once'),
        ),
        migrations.AddConstraint(
            model_name='confidentialsource',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('deleted_at', None), ('deleted_by', None), ('sealed__isnull', False), ('wrapped_key__isnull', False)), models.Q(('deleted_at__isnull', False), ('deleted_by__isnull', False), ('sealed', None), ('stored', ''), ('wrapped_key', None)), _connector='OR'), name='confidential_key_gone_when_deleted'),
        ),
        migrations.AddConstraint(
            model_name='approval',
            constraint=models.UniqueConstraint(fields=('source', 'claim', 'wording', 'version', 'by'), name='approval_once'),
        ),
    ]
