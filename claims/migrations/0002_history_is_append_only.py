"""Events can't be changed or deleted, drafts not changed, by anybody but the tables' owner."""

from django.db import migrations

APPEND_ONLY = """
CREATE FUNCTION claims_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_user = (SELECT tableowner FROM pg_catalog.pg_tables
                       WHERE schemaname = TG_TABLE_SCHEMA AND tablename = TG_TABLE_NAME) THEN
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '%: % is refused, rows are only ever added', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER claims_event_append_only BEFORE UPDATE OR DELETE ON claims_event
    FOR EACH ROW EXECUTE FUNCTION claims_append_only();
CREATE TRIGGER claims_event_no_truncate BEFORE TRUNCATE ON claims_event
    FOR EACH STATEMENT EXECUTE FUNCTION claims_append_only();
CREATE TRIGGER claims_draft_append_only BEFORE UPDATE ON claims_draft
    FOR EACH ROW EXECUTE FUNCTION claims_append_only();
"""

BACK = """
DROP TRIGGER claims_event_append_only ON claims_event;
DROP TRIGGER claims_event_no_truncate ON claims_event;
DROP TRIGGER claims_draft_append_only ON claims_draft;
DROP FUNCTION claims_append_only();
"""


class Migration(migrations.Migration):
    dependencies = (("claims", "0001_first"),)
    operations = (migrations.RunSQL(APPEND_ONLY, BACK),)
