from typing import Any

from django.db import migrations
from pghistory.models import Context

ATTACH = """
CREATE OR REPLACE FUNCTION _pgh_attach_context() RETURNS pghistory_context.id%TYPE AS $$
DECLARE
    told_id text := current_setting('pghistory.context_id', true);
    told text := current_setting('pghistory.context_metadata', true);
BEGIN
    IF coalesce(told_id, '') = '' OR coalesce(told, '') = '' THEN
        RETURN NULL;
    END IF;
    -- A rollback, also to a savepoint, takes this setting away together with the row.
    IF current_setting('jujiao.context_written', true) IS DISTINCT FROM told_id || told THEN
        INSERT INTO pghistory_context AS written (id, metadata, created_at, updated_at)
        VALUES (told_id::uuid, told::jsonb, now(), now())
        ON CONFLICT (id) DO UPDATE SET metadata = EXCLUDED.metadata, updated_at = EXCLUDED.updated_at
        WHERE written.metadata != EXCLUDED.metadata;
        PERFORM set_config('jujiao.context_written', told_id || told, true);
    END IF;
    RETURN told_id::uuid;
END;
$$ LANGUAGE plpgsql
"""


def written_once(_apps: Any, schema_editor: Any) -> None:
    schema_editor.execute(ATTACH, None)


def as_pghistory_has_it(_apps: Any, schema_editor: Any) -> None:
    Context.install_pgh_attach_context_func(using=schema_editor.connection.alias)


class Migration(migrations.Migration):
    """Who acts is written once in a transaction, not tried anew with the event of each row."""

    dependencies = [("kernel", "0002_tables"), ("pghistory", "0007_auto_20250421_0444")]
    operations = [
        migrations.RunPython(written_once, as_pghistory_has_it),
    ]
