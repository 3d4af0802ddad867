"""The application's role reads and writes rows and owns nothing; what later migrations add, it may use too."""

from django.db import migrations

GRANTS = """
GRANT USAGE ON SCHEMA public TO newsroom_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO newsroom_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO newsroom_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO newsroom_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO newsroom_app;
REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM newsroom_app;
REVOKE UPDATE, DELETE ON claims_event FROM newsroom_app;
"""

BACK = """
ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE SELECT, INSERT, UPDATE, DELETE ON TABLES FROM newsroom_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE USAGE, SELECT ON SEQUENCES FROM newsroom_app;
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM newsroom_app;
REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM newsroom_app;
REVOKE USAGE ON SCHEMA public FROM newsroom_app;
"""


class Migration(migrations.Migration):
    dependencies = (("claims", "0002_history_is_append_only"),)
    operations = (migrations.RunSQL(GRANTS, BACK),)
