from django.conf import settings
from django.db import migrations, models
from pghistory.models import Context
from typing import Any
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations

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
    initial = True

    dependencies = [
        ("kernel", "0001_extensions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="Heartbeat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, unique=True)),
                ("started_at", models.DateTimeField()),
                ("beat_at", models.DateTimeField()),
                ("done", models.PositiveBigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="IdempotencyKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.CharField(max_length=120)),
                ("key", models.CharField(max_length=120)),
                ("body_hash", models.CharField(max_length=64)),
                ("status", models.PositiveSmallIntegerField(null=True)),
                ("answer", models.JSONField(null=True)),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("scope", "key"), name="idempotency_key_once")],
            },
        ),
        migrations.CreateModel(
            name="TimelineEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("estate_id", models.BigIntegerField(null=True)),
                ("subject_kind", models.CharField(max_length=30)),
                ("subject_id", models.BigIntegerField()),
                ("seq", models.PositiveIntegerField()),
                ("verb", models.CharField(max_length=40)),
                ("at", models.DateTimeField()),
                ("actor_name", models.CharField(max_length=80)),
                (
                    "audience",
                    models.CharField(
                        choices=[("internal", "Internal"), ("owner", "Visible to the owner")],
                        default="internal",
                        max_length=10,
                    ),
                ),
                ("text", models.TextField(blank=True)),
                ("changes", models.JSONField(default=dict)),
                ("details", models.JSONField(default=dict)),
                ("digest", models.CharField(max_length=64)),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["estate_id", "-at", "-id"], name="timeline_recent")],
                "constraints": [
                    models.UniqueConstraint(fields=("subject_kind", "subject_id", "seq"), name="timeline_seq_once")
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="timelineentry",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_rows",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="d1ebeb81dce10db8f3a7e7b55840f6195978b4f4",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_keep_rows_285b3",
                    table="kernel_timelineentry",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="timelineentry",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_table",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'rows of % are kept', TG_TABLE_NAME;",
                    hash="9b7733544a4de7a99e92302e30b7c0d16b126be9",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_keep_table_b69b6",
                    table="kernel_timelineentry",
                    when="BEFORE",
                ),
            ),
        ),
        # Who acts is written once in a transaction, not tried anew with the event of each row.
        migrations.RunPython(written_once, as_pghistory_has_it),
    ]
