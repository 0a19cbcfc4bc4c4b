import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("duty", "0002_drafts"),
        ("staff", "0007_spells_and_posts_filled"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="attendance",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="attendance",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="attendance",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="dutypost",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="dutypost",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="dutypost",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="attendance",
            name="appearance_word",
            field=models.CharField(blank=True, max_length=200, verbose_name="what was not in order"),
        ),
        migrations.AddField(
            model_name="attendance",
            name="dress_in_order",
            field=models.BooleanField(blank=True, null=True, verbose_name="clothing in order"),
        ),
        migrations.AddField(
            model_name="attendance",
            name="looks_in_order",
            field=models.BooleanField(blank=True, null=True, verbose_name="appearance in order"),
        ),
        migrations.AddField(
            model_name="attendanceevent",
            name="appearance_word",
            field=models.CharField(blank=True, max_length=200, verbose_name="what was not in order"),
        ),
        migrations.AddField(
            model_name="attendanceevent",
            name="dress_in_order",
            field=models.BooleanField(blank=True, null=True, verbose_name="clothing in order"),
        ),
        migrations.AddField(
            model_name="attendanceevent",
            name="looks_in_order",
            field=models.BooleanField(blank=True, null=True, verbose_name="appearance in order"),
        ),
        migrations.AddField(
            model_name="dutypost",
            name="round_the_clock",
            field=models.BooleanField(default=False, verbose_name="round the clock"),
        ),
        migrations.AddField(
            model_name="dutypostevent",
            name="round_the_clock",
            field=models.BooleanField(default=False, verbose_name="round the clock"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="attendance",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "duty_attendanceevent" ("appearance_word", "dress_in_order", "duty_id", "duty_post_id", "employee_id", "id", "looks_in_order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "signed_off_at", "signed_on_at") VALUES (NEW."appearance_word", NEW."dress_in_order", NEW."duty_id", NEW."duty_post_id", NEW."employee_id", NEW."id", NEW."looks_in_order", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."signed_off_at", NEW."signed_on_at"); RETURN NULL;',
                    hash="7354791ea3cdb8022835eaad59679ec58b4f0c74",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_465aa",
                    table="duty_attendance",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="attendance",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "duty_attendanceevent" ("appearance_word", "dress_in_order", "duty_id", "duty_post_id", "employee_id", "id", "looks_in_order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "signed_off_at", "signed_on_at") VALUES (NEW."appearance_word", NEW."dress_in_order", NEW."duty_id", NEW."duty_post_id", NEW."employee_id", NEW."id", NEW."looks_in_order", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."signed_off_at", NEW."signed_on_at"); RETURN NULL;',
                    hash="26934efb3389254b4956e4d4707356219ba6ee4c",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_354a6",
                    table="duty_attendance",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="attendance",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "duty_attendanceevent" ("appearance_word", "dress_in_order", "duty_id", "duty_post_id", "employee_id", "id", "looks_in_order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "signed_off_at", "signed_on_at") VALUES (OLD."appearance_word", OLD."dress_in_order", OLD."duty_id", OLD."duty_post_id", OLD."employee_id", OLD."id", OLD."looks_in_order", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."signed_off_at", OLD."signed_on_at"); RETURN NULL;',
                    hash="4639cb0a117cca94b25366e83f4a9f0b08e91a4e",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_800c6",
                    table="duty_attendance",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dutypost",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "duty_dutypostevent" ("department_id", "estate_id", "id", "in_use", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id", "round_the_clock", "version") VALUES (NEW."department_id", NEW."estate_id", NEW."id", NEW."in_use", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."post_id", NEW."round_the_clock", NEW."version"); RETURN NULL;',
                    hash="2333dfc3757e8c7ffd270ee152c2b4cf0adc4840",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_4091d",
                    table="duty_dutypost",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dutypost",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "duty_dutypostevent" ("department_id", "estate_id", "id", "in_use", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id", "round_the_clock", "version") VALUES (NEW."department_id", NEW."estate_id", NEW."id", NEW."in_use", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."post_id", NEW."round_the_clock", NEW."version"); RETURN NULL;',
                    hash="81a0e2da3a8d0cfeb5156f1b9db9afb1de04dc81",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0ecc8",
                    table="duty_dutypost",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dutypost",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "duty_dutypostevent" ("department_id", "estate_id", "id", "in_use", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id", "round_the_clock", "version") VALUES (OLD."department_id", OLD."estate_id", OLD."id", OLD."in_use", OLD."kind", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."post_id", OLD."round_the_clock", OLD."version"); RETURN NULL;',
                    hash="aba4c9fd7675649f789465af8639f79bc15e944a",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_82276",
                    table="duty_dutypost",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("appearance_word", ""), _negated=True),
                    models.Q(
                        models.Q(("dress_in_order__isnull", True), ("dress_in_order", True), _connector="OR"),
                        models.Q(("looks_in_order__isnull", True), ("looks_in_order", True), _connector="OR"),
                    ),
                    _connector="OR",
                ),
                name="attendance_says_what_was_not_in_order",
            ),
        ),
    ]
