import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("wechat", "0002_ways_shut_and_resting"),
    ]

    operations = [
        migrations.CreateModel(
            name="Hearing",
            fields=[
                (
                    "account",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="hearing",
                        serialize=False,
                        to="wechat.account",
                    ),
                ),
                ("heard_at", models.DateTimeField(null=True)),
                ("refused", models.PositiveBigIntegerField(db_default=0, default=0)),
                ("refused_at", models.DateTimeField(null=True)),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("not_theirs", "Not signed by the platform, too old, or meant for another account"),
                            ("garbage", "Could not be read"),
                            ("sealed", "Token or key can no longer be opened here: enter them anew"),
                        ],
                        db_default="",
                        max_length=10,
                    ),
                ),
            ],
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="account",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="account",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="account",
            name="delete_delete",
        ),
        migrations.RemoveField(
            model_name="account",
            name="heard_at",
        ),
        migrations.RemoveField(
            model_name="accountevent",
            name="heard_at",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="account",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "wechat_accountevent" ("app_id", "company_id", "estate_id", "id", "in_use", "name", "original_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "url", "version") VALUES (NEW."app_id", NEW."company_id", NEW."estate_id", NEW."id", NEW."in_use", NEW."name", NEW."original_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."url", NEW."version"); RETURN NULL;',
                    hash="7f3a4462afb418277addab9841dd196cc79dd2c9",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0e308",
                    table="wechat_account",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="account",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."app_id" IS DISTINCT FROM (NEW."app_id") OR OLD."company_id" IS DISTINCT FROM (NEW."company_id") OR OLD."estate_id" IS DISTINCT FROM (NEW."estate_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."in_use" IS DISTINCT FROM (NEW."in_use") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."original_id" IS DISTINCT FROM (NEW."original_id") OR OLD."url" IS DISTINCT FROM (NEW."url") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                    func='INSERT INTO "wechat_accountevent" ("app_id", "company_id", "estate_id", "id", "in_use", "name", "original_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "url", "version") VALUES (NEW."app_id", NEW."company_id", NEW."estate_id", NEW."id", NEW."in_use", NEW."name", NEW."original_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."url", NEW."version"); RETURN NULL;',
                    hash="3ce77bc94e344286c0a18fbbee373b0aef07f3cf",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7af5e",
                    table="wechat_account",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="account",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "wechat_accountevent" ("app_id", "company_id", "estate_id", "id", "in_use", "name", "original_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "url", "version") VALUES (OLD."app_id", OLD."company_id", OLD."estate_id", OLD."id", OLD."in_use", OLD."name", OLD."original_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."url", OLD."version"); RETURN NULL;',
                    hash="97dcb9ac842b3e3133f1c572d42f2f99d54edfe9",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_263ab",
                    table="wechat_account",
                    when="AFTER",
                ),
            ),
        ),
    ]
