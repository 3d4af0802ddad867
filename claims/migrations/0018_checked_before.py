"""What claims mean, where the database has pgvector; where it hasn't, the table isn't made and matching goes by words."""

import django.db.models.deletion
import pgvector.django
from django.db import Error, migrations, models, transaction

GOES_WITH_ITS_ENTRY = """
ALTER TABLE claims_claimvector ADD CONSTRAINT vector_of_entry
    FOREIGN KEY (entry_id) REFERENCES claims_searchentry (id) ON DELETE CASCADE
"""


class CreateWhereVectors(migrations.CreateModel):
    """The table, where the extension is there or can be made; the application knows by the table whether it was."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        if has_halfvec(schema_editor.connection):
            super().database_forwards(app_label, schema_editor, from_state, to_state)
            schema_editor.deferred_sql.append(GOES_WITH_ITS_ENTRY)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        schema_editor.execute("DROP TABLE IF EXISTS claims_claimvector")


def has_halfvec(connection):
    """Whether there are vectors of halves (pgvector 0.7), made by whoever may."""
    try:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS vector")
    except Error:
        pass
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regtype('halfvec') IS NOT NULL AND to_regclass('claims_claimvector') IS NULL")
        return cursor.fetchone()[0]


class Migration(migrations.Migration):
    dependencies = (("claims", "0017_search"),)
    operations = (
        CreateWhereVectors(
            name="ClaimVector",
            fields=[
                (
                    "entry",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="vector",
                        serialize=False,
                        to="claims.searchentry",
                    ),
                ),
                ("model", models.CharField(max_length=60)),
                ("digest", models.CharField(max_length=64)),
                ("vector", pgvector.django.HalfVectorField(dimensions=384)),
            ],
            options={
                "indexes": [
                    pgvector.django.HnswIndex(
                        ef_construction=64,
                        fields=["vector"],
                        m=16,
                        name="vector_by_meaning",
                        opclasses=("halfvec_cosine_ops",),
                    )
                ],
            },
        ),
    )
