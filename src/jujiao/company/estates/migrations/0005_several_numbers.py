import django.contrib.postgres.indexes
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from jujiao.rules.phones import NoNumber, normal


def to_one_form(apps, schema_editor):
    """Numbers that were kept before all of them had one form."""
    for model, field in [("Person", "phone"), ("PhoneChange", "old"), ("PhoneChange", "new")]:
        rows = apps.get_model("estates", model).objects.all()
        for number in (
            rows.exclude(**{field: ""}).exclude(**{f"{field}__isnull": True}).values_list(field, flat=True).distinct()
        ):
            try:
                kept = normal(number)
            except NoNumber:
                continue  # a landline of a kind that is not given out any more, which the constraint knows
            if kept != number:
                rows.filter(**{field: number}).update(**{field: kept})
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


class Migration(migrations.Migration):
    dependencies = [
        ("estates", "0004_places_once"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(to_one_form, migrations.RunPython.noop),
        migrations.CreateModel(
            name="PersonPhone",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("phone", models.CharField(max_length=20, verbose_name="phone")),
                ("word", models.CharField(blank=True, max_length=20, verbose_name="whose")),
                ("added_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="PersonPhoneEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("phone", models.CharField(max_length=20, verbose_name="phone")),
                ("word", models.CharField(blank=True, max_length=20, verbose_name="whose")),
                ("added_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("phone", ""),
                    (
                        "phone__regex",
                        "^(1[3-9]\\d{9}|(0\\d{2,3}-\\d|[2-8])\\d{6,7}(-\\d{1,6})?|[48]00-\\d{3}-\\d{4}(-\\d{1,6})?|95\\d{3,6}|96\\d{3,4}|1[012]\\d{3}|\\+[1-9]\\d{6,14}(-\\d{1,6})?)$",
                    ),
                    _connector="OR",
                ),
                name="person_phone_normal",
            ),
        ),
        migrations.AddField(
            model_name="personphone",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="phones", to="estates.person"
            ),
        ),
        migrations.AddField(
            model_name="personphoneevent",
            name="person",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="estates.person",
            ),
        ),
        migrations.AddField(
            model_name="personphoneevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="personphoneevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="estates.personphone",
            ),
        ),
        migrations.AddIndex(
            model_name="personphone",
            index=models.Index(condition=models.Q(("ended_at__isnull", True)), fields=["phone"], name="further_phone"),
        ),
        migrations.AddIndex(
            model_name="personphone",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["phone"], name="further_phone_trgm", opclasses=["gin_trgm_ops"]
            ),
        ),
        migrations.AddConstraint(
            model_name="personphone",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)), fields=("person", "phone"), name="person_phone_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="personphone",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "phone__regex",
                        "^(1[3-9]\\d{9}|(0\\d{2,3}-\\d|[2-8])\\d{6,7}(-\\d{1,6})?|[48]00-\\d{3}-\\d{4}(-\\d{1,6})?|95\\d{3,6}|96\\d{3,4}|1[012]\\d{3}|\\+[1-9]\\d{6,14}(-\\d{1,6})?)$",
                    )
                ),
                name="further_phone_normal",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="personphone",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "estates_personphoneevent" ("added_at", "ended_at", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "word") VALUES (NEW."added_at", NEW."ended_at", NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone", NEW."word"); RETURN NULL;',
                    hash="547617596d47384a15cefba325ab8aadd4e0b29c",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_24c28",
                    table="estates_personphone",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="personphone",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "estates_personphoneevent" ("added_at", "ended_at", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "word") VALUES (NEW."added_at", NEW."ended_at", NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone", NEW."word"); RETURN NULL;',
                    hash="35d2f89aeb5a02962ad6573ff0177569bd6f23c9",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_70666",
                    table="estates_personphone",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="personphone",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "estates_personphoneevent" ("added_at", "ended_at", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "word") VALUES (OLD."added_at", OLD."ended_at", OLD."id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."phone", OLD."word"); RETURN NULL;',
                    hash="fb279bc45a30125a097585ed32d63fc630d8912b",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_78b64",
                    table="estates_personphone",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="personphoneevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="ba42591923839ce8c44783c138164cc3649fc24e",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_60509",
                    table="estates_personphoneevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
