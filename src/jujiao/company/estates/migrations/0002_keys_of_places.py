import django.contrib.postgres.indexes
import jujiao.company.estates.keys
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    """Places get a key, by which two ways to write one are the same; it is filled next."""

    dependencies = [("estates", "0001_all_tables")]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="building",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="unit",
            name="update_update",
        ),
        migrations.RemoveConstraint(
            model_name="building",
            name="building_once",
        ),
        migrations.RemoveConstraint(
            model_name="room",
            name="room_once",
        ),
        migrations.RemoveConstraint(
            model_name="room",
            name="room_code_once",
        ),
        migrations.RemoveConstraint(
            model_name="unit",
            name="unit_once",
        ),
        migrations.AddField(
            model_name="building",
            name="key",
            field=jujiao.company.estates.keys.PlaceKey(null=True, of="name"),
        ),
        migrations.AddField(
            model_name="room",
            name="key",
            field=jujiao.company.estates.keys.PlaceKey(null=True, of="code"),
        ),
        migrations.AddField(
            model_name="unit",
            name="key",
            field=jujiao.company.estates.keys.PlaceKey(null=True, of="name"),
        ),
        migrations.AlterField(
            model_name="person",
            name="pinyin",
            field=models.CharField(blank=True, max_length=600),
        ),
        migrations.AlterField(
            model_name="personevent",
            name="pinyin",
            field=models.CharField(blank=True, max_length=600),
        ),
        migrations.AlterField(
            model_name="unit",
            name="name",
            field=models.CharField(blank=True, max_length=20, verbose_name="unit"),
        ),
        migrations.AlterField(
            model_name="unitevent",
            name="name",
            field=models.CharField(blank=True, max_length=20, verbose_name="unit"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="building",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."estate_id" IS DISTINCT FROM (NEW."estate_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                    func='INSERT INTO "estates_buildingevent" ("estate_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (NEW."estate_id", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."version"); RETURN NULL;',
                    hash="c7faaad219de716c4c3eb5c6ad7b76fb830bf76b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_5a0f0",
                    table="estates_building",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="unit",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."building_id" IS DISTINCT FROM (NEW."building_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                    func='INSERT INTO "estates_unitevent" ("building_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (NEW."building_id", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."version"); RETURN NULL;',
                    hash="ba5ab3da848864f10debd5b0536b149a4a33fff3",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a9754",
                    table="estates_unit",
                    when="AFTER",
                ),
            ),
        ),
    ]
