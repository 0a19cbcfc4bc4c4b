import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("duty", "0001_all_tables"),
        ("staff", "0007_spells_and_posts_filled"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="duty",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="duty",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="duty",
            name="delete_delete",
        ),
        migrations.RemoveConstraint(
            model_name="duty",
            name="duty_with_rest",
        ),
        migrations.AddField(
            model_name="duty",
            name="fixed",
            field=models.BooleanField(default=False, verbose_name="fixed"),
        ),
        migrations.AddField(
            model_name="duty",
            name="origin",
            field=models.CharField(
                choices=[("hand", "By hand"), ("roster", "By the roster"), ("swap", "By a swap")],
                default="hand",
                max_length=10,
                verbose_name="planned by",
            ),
        ),
        migrations.AddField(
            model_name="dutyevent",
            name="fixed",
            field=models.BooleanField(default=False, verbose_name="fixed"),
        ),
        migrations.AddField(
            model_name="dutyevent",
            name="origin",
            field=models.CharField(
                choices=[("hand", "By hand"), ("roster", "By the roster"), ("swap", "By a swap")],
                default="hand",
                max_length=10,
                verbose_name="planned by",
            ),
        ),
        migrations.AlterField(
            model_name="duty",
            name="state",
            field=models.CharField(
                choices=[("draft", "Draft"), ("planned", "Planned"), ("cancelled", "Cancelled")],
                default="planned",
                max_length=10,
                verbose_name="state",
            ),
        ),
        migrations.AlterField(
            model_name="dutyevent",
            name="state",
            field=models.CharField(
                choices=[("draft", "Draft"), ("planned", "Planned"), ("cancelled", "Cancelled")],
                default="planned",
                max_length=10,
                verbose_name="state",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="duty",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "duty_dutyevent" ("duty_post_id", "employee_id", "ends_at", "fixed", "id", "origin", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rest_until", "starts_at", "state") VALUES (NEW."duty_post_id", NEW."employee_id", NEW."ends_at", NEW."fixed", NEW."id", NEW."origin", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."rest_until", NEW."starts_at", NEW."state"); RETURN NULL;',
                    hash="b039a8bab741e4cf08da488dc0cf57a00ff7bdbb",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_8b9b2",
                    table="duty_duty",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="duty",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "duty_dutyevent" ("duty_post_id", "employee_id", "ends_at", "fixed", "id", "origin", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rest_until", "starts_at", "state") VALUES (NEW."duty_post_id", NEW."employee_id", NEW."ends_at", NEW."fixed", NEW."id", NEW."origin", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."rest_until", NEW."starts_at", NEW."state"); RETURN NULL;',
                    hash="ddc91e68635e9323fb1fcdba104551a15d9aa378",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e4992",
                    table="duty_duty",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="duty",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "duty_dutyevent" ("duty_post_id", "employee_id", "ends_at", "fixed", "id", "origin", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rest_until", "starts_at", "state") VALUES (OLD."duty_post_id", OLD."employee_id", OLD."ends_at", OLD."fixed", OLD."id", OLD."origin", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."rest_until", OLD."starts_at", OLD."state"); RETURN NULL;',
                    hash="f96faece440868fd38c5f6de410f29d862831741",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1fefb",
                    table="duty_duty",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="duty",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("state__in", ("draft", "planned"))),
                expressions=[
                    ("employee", "="),
                    (
                        models.Func(
                            "starts_at",
                            "rest_until",
                            function="tstzrange",
                            output_field=django.contrib.postgres.fields.ranges.DateTimeRangeField(),
                        ),
                        "&&",
                    ),
                ],
                name="duty_with_rest",
            ),
        ),
    ]
