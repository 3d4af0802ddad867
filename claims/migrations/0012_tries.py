"""Where tries to sign in are counted: Django's database cache."""

from django.db import migrations

TABLE = """
CREATE TABLE newsroom_tries (
    cache_key varchar(255) NOT NULL PRIMARY KEY,
    value text NOT NULL,
    expires timestamp with time zone NOT NULL
);
CREATE INDEX newsroom_tries_expires ON newsroom_tries (expires);
"""


class Migration(migrations.Migration):
    dependencies = (("claims", "0011_undo_keys_together"),)
    operations = (migrations.RunSQL(TABLE, "DROP TABLE newsroom_tries"),)
