import django.core.serializers.json
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("kernel", "0001_extensions"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="CalendarYear",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                ("edition", models.PositiveSmallIntegerField(default=1)),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Draft"), ("published", "In force"), ("replaced", "Replaced")],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("source", models.CharField(max_length=200)),
                (
                    "notice",
                    models.JSONField(
                        encoder=django.core.serializers.json.DjangoJSONEncoder,
                        help_text="the yearly notice in the form of data/*.toml: holidays and sums",
                    ),
                ),
                ("loaded_at", models.DateTimeField()),
                ("published_at", models.DateTimeField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "published_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("year", "edition"), name="calendar_edition_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "published")), fields=("year",), name="calendar_one_year_in_force"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CalendarYearEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("year", models.PositiveSmallIntegerField()),
                ("edition", models.PositiveSmallIntegerField(default=1)),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Draft"), ("published", "In force"), ("replaced", "Replaced")],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("source", models.CharField(max_length=200)),
                (
                    "notice",
                    models.JSONField(
                        encoder=django.core.serializers.json.DjangoJSONEncoder,
                        help_text="the yearly notice in the form of data/*.toml: holidays and sums",
                    ),
                ),
                ("loaded_at", models.DateTimeField()),
                ("published_at", models.DateTimeField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="calendar.calendaryear",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Day",
            fields=[
                ("date", models.DateField(primary_key=True, serialize=False)),
                ("working", models.BooleanField()),
                ("running", models.PositiveIntegerField()),
                ("reason", models.CharField(max_length=20)),
                ("name_zh", models.CharField(blank=True, max_length=40)),
                ("name_en", models.CharField(blank=True, max_length=60)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("working", True)), fields=["running", "date"], name="nth_working_day"
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="calendaryear",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "calendar_calendaryearevent" ("edition", "id", "loaded_at", "notice", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "source", "state", "version", "year") VALUES (NEW."edition", NEW."id", NEW."loaded_at", NEW."notice", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."published_at", NEW."published_by_id", NEW."source", NEW."state", NEW."version", NEW."year"); RETURN NULL;',
                    hash="f305a8ae8a3c1088e35e2fd7174dbc5533d80325",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_5f706",
                    table="calendar_calendaryear",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="calendaryear",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "calendar_calendaryearevent" ("edition", "id", "loaded_at", "notice", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "source", "state", "version", "year") VALUES (NEW."edition", NEW."id", NEW."loaded_at", NEW."notice", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."published_at", NEW."published_by_id", NEW."source", NEW."state", NEW."version", NEW."year"); RETURN NULL;',
                    hash="efdb7d0ab3609eb6de75a11edd2c3c8c334a0880",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a35fd",
                    table="calendar_calendaryear",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="calendaryear",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "calendar_calendaryearevent" ("edition", "id", "loaded_at", "notice", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "source", "state", "version", "year") VALUES (OLD."edition", OLD."id", OLD."loaded_at", OLD."notice", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."published_at", OLD."published_by_id", OLD."source", OLD."state", OLD."version", OLD."year"); RETURN NULL;',
                    hash="27d2edb13b318a62270142b2bcdbb97742e3b909",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_07d98",
                    table="calendar_calendaryear",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="calendaryearevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="fb30bd6dbc55b25e5df4d6b8ce972de4b4de347f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_ae369",
                    table="calendar_calendaryearevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
