"""The search: what can be found, and which articles are behind.

Names of ours that the database keeps: the text search configurations `search_words` (words without accents, in small
letters) and `search_stems` (their English stems, for questions alone), and the functions that the entries are made with.
"""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.functions.datetime
from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations, models

# What parts words is made a blank first: PostgreSQL's parser takes "and/or" for a file and "-19" for a number.
# "xfig22x" stands for the number 22, however it is written; claims/searching/figures.py makes the same.
WORDS = r"""
CREATE TEXT SEARCH CONFIGURATION public.search_words (COPY = pg_catalog.simple);
ALTER TEXT SEARCH CONFIGURATION public.search_words ALTER MAPPING FOR
    hword, hword_part, hword_numpart, numhword, numword, word WITH unaccent, simple;
CREATE TEXT SEARCH DICTIONARY public.search_stem (TEMPLATE = pg_catalog.snowball, LANGUAGE = english);
CREATE TEXT SEARCH CONFIGURATION public.search_stems (COPY = pg_catalog.simple);
ALTER TEXT SEARCH CONFIGURATION public.search_stems ALTER MAPPING FOR
    asciiword, word, hword, hword_part WITH unaccent, search_stem;

CREATE FUNCTION public.search_parted(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT regexp_replace(
        words,
        '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7'
        '\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u2e00-\u2e7f\u3000-\u303f\ufe10-\ufe6f\uff01-\uff0f]+',
        ' ', 'g')
$$;

CREATE FUNCTION public.search_lexemes(words text, called text, figures text[]) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT to_tsvector('public.search_words', public.search_parted(words))
        || setweight(to_tsvector('public.search_words', public.search_parted(called)), 'B')
        || array_to_tsvector(
            ARRAY(SELECT 'xfig' || replace(one, '.', 'p') || 'x' FROM unnest(figures) AS one WHERE one <> ''))
$$;

CREATE FUNCTION public.search_folded(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT lower(public.unaccent('public.unaccent', words))
$$;
"""

BACK = """
DROP FUNCTION public.search_folded(text);
DROP FUNCTION public.search_lexemes(text, text, text[]);
DROP FUNCTION public.search_parted(text);
DROP TEXT SEARCH CONFIGURATION public.search_stems;
DROP TEXT SEARCH DICTIONARY public.search_stem;
DROP TEXT SEARCH CONFIGURATION public.search_words;
"""

# What stands there already is taken in by the sweep.
ALL = "INSERT INTO claims_searchdue (article_id) SELECT id FROM claims_article"
# How common each word is decides how a question is answered: more of them are counted than of other columns.
COUNTED = "ALTER TABLE claims_searchentry ALTER COLUMN lexemes SET STATISTICS 1000"


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0016_reports'),
    ]

    operations = [
        UnaccentExtension(),
        TrigramExtension(),
        migrations.RunSQL(WORDS, BACK),
        migrations.CreateModel(
            name='SearchDue',
            fields=[
                ('article', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='claims.article')),
                ('since', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('published', models.DateTimeField(null=True)),
                ('attempts', models.PositiveSmallIntegerField(db_default=0, default=0)),
            ],
        ),
        migrations.CreateModel(
            name='SearchEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('claim', 'Claims'), ('article', 'Articles'), ('speaker', 'Speakers'), ('evidence', 'Evidence'), ('note', 'Notes')], max_length=10)),
                ('piece', models.PositiveSmallIntegerField(default=0)),
                ('at', models.DateTimeField()),
                ('words', models.TextField()),
                ('called', models.TextField(blank=True)),
                ('figures', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), default=list, size=None)),
                ('lexemes', models.GeneratedField(db_persist=True, expression=models.Func(models.F('words'), models.F('called'), models.F('figures'), function='search_lexemes'), output_field=django.contrib.postgres.search.SearchVectorField())),
                ('folded', models.GeneratedField(db_persist=True, expression=models.Func(models.F('called'), function='search_folded'), output_field=models.TextField())),
                ('article', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='claims.article')),
                ('claim', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='claims.claim')),
                ('desk', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='claims.desk')),
                ('evidence', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='claims.evidence')),
                ('note', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='claims.note')),
                ('speaker', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='claims.speaker')),
            ],
            options={
                'verbose_name_plural': 'search entries',
                'indexes': [models.Index(models.F('kind'), models.OrderBy(models.F('at'), descending=True), models.F('id'), name='entry_newest'), django.contrib.postgres.indexes.GinIndex(condition=models.Q(('kind', 'claim')), fastupdate=False, fields=['lexemes'], name='entry_claim_lexemes'), django.contrib.postgres.indexes.GinIndex(condition=models.Q(('kind', 'article')), fastupdate=False, fields=['lexemes'], name='entry_article_lexemes'), django.contrib.postgres.indexes.GinIndex(condition=models.Q(('kind', 'speaker')), fastupdate=False, fields=['lexemes'], name='entry_speaker_lexemes'), django.contrib.postgres.indexes.GinIndex(condition=models.Q(('kind', 'evidence')), fastupdate=False, fields=['lexemes'], name='entry_evidence_lexemes'), django.contrib.postgres.indexes.GinIndex(condition=models.Q(('kind', 'note')), fastupdate=False, fields=['lexemes'], name='entry_note_lexemes'), django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(models.F('folded'), 'gin_trgm_ops'), condition=models.Q(('kind', 'speaker')), fastupdate=False, name='entry_speaker_spelling')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('article__isnull', False), ('claim__isnull', False), ('evidence__isnull', True), ('kind', 'claim'), ('note__isnull', True), ('speaker__isnull', True)), models.Q(('article__isnull', False), ('claim__isnull', True), ('evidence__isnull', True), ('kind', 'article'), ('note__isnull', True), ('speaker__isnull', True)), models.Q(('article__isnull', False), ('claim__isnull', True), ('evidence__isnull', True), ('kind', 'speaker'), ('note__isnull', True), ('speaker__isnull', False)), models.Q(('article__isnull', True), ('claim__isnull', True), ('evidence__isnull', False), ('kind', 'evidence'), ('note__isnull', True), ('speaker__isnull', True)), models.Q(('article__isnull', False), ('claim__isnull', True), ('evidence__isnull', True), ('kind', 'note'), ('note__isnull', False), ('speaker__isnull', True)), _connector='OR'), name='entry_about_one'), models.UniqueConstraint(condition=models.Q(('claim__isnull', False)), fields=('claim', 'piece'), name='entry_of_claim_once'), models.UniqueConstraint(condition=models.Q(('speaker__isnull', False)), fields=('speaker', 'piece'), name='entry_of_speaker_once'), models.UniqueConstraint(condition=models.Q(('evidence__isnull', False)), fields=('evidence', 'piece'), name='entry_of_evidence_once'), models.UniqueConstraint(condition=models.Q(('note__isnull', False)), fields=('note', 'piece'), name='entry_of_note_once'), models.UniqueConstraint(condition=models.Q(('kind', 'article')), fields=('article', 'piece'), name='entry_of_article_once')],
            },
        ),
        migrations.RunSQL(COUNTED, migrations.RunSQL.noop),
        migrations.RunSQL(ALL, migrations.RunSQL.noop),
    ]
