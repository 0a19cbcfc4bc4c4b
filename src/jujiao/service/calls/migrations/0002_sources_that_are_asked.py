import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("telephony", "0001_all_tables"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="source",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="source",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="source",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="source",
            name="account",
            field=models.CharField(blank=True, max_length=60, verbose_name="account of the manager interface"),
        ),
        migrations.AddField(
            model_name="source",
            name="sealed",
            field=models.CharField(blank=True, max_length=400),
        ),
        migrations.AddField(
            model_name="sourceevent",
            name="account",
            field=models.CharField(blank=True, max_length=60, verbose_name="account of the manager interface"),
        ),
        migrations.AlterField(
            model_name="refusal",
            name="reason",
            field=models.CharField(
                choices=[
                    ("charset", "Not readable as text"),
                    ("form", "Not of the form of this exchange"),
                    ("missing", "A field is missing"),
                    ("time", "A time that cannot be"),
                    ("length", "Too long"),
                    ("secret", "A wrong secret"),
                ],
                max_length=10,
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="source",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "telephony_sourceevent" ("account", "address", "estate_id", "id", "in_use", "made_at", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "silent_since", "vendor", "version") VALUES (NEW."account", NEW."address", NEW."estate_id", NEW."id", NEW."in_use", NEW."made_at", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."silent_since", NEW."vendor", NEW."version"); RETURN NULL;',
                    hash="8a5c5c09dbc8ff355fb5e4f5a4bede66d8d135a6",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_fba5d",
                    table="telephony_source",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="source",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."account" IS DISTINCT FROM (NEW."account") OR OLD."address" IS DISTINCT FROM (NEW."address") OR OLD."estate_id" IS DISTINCT FROM (NEW."estate_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."in_use" IS DISTINCT FROM (NEW."in_use") OR OLD."made_at" IS DISTINCT FROM (NEW."made_at") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."silent_since" IS DISTINCT FROM (NEW."silent_since") OR OLD."vendor" IS DISTINCT FROM (NEW."vendor") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                    func='INSERT INTO "telephony_sourceevent" ("account", "address", "estate_id", "id", "in_use", "made_at", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "silent_since", "vendor", "version") VALUES (NEW."account", NEW."address", NEW."estate_id", NEW."id", NEW."in_use", NEW."made_at", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."silent_since", NEW."vendor", NEW."version"); RETURN NULL;',
                    hash="befdc1e08bbeb292bbcdb846cbd2f92cb094f816",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a1d1a",
                    table="telephony_source",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="source",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "telephony_sourceevent" ("account", "address", "estate_id", "id", "in_use", "made_at", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "silent_since", "vendor", "version") VALUES (OLD."account", OLD."address", OLD."estate_id", OLD."id", OLD."in_use", OLD."made_at", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."silent_since", OLD."vendor", OLD."version"); RETURN NULL;',
                    hash="469d94b4b3b0ca7adafd83ae511fa1f62248dfc9",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a7986",
                    table="telephony_source",
                    when="AFTER",
                ),
            ),
        ),
    ]
