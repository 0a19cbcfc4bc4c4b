import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("estates", "0007_desk_phone"),
        ("notices", "0009_tries_are_attempts"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Consent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("given_at", models.DateTimeField()),
                (
                    "given_how",
                    models.CharField(
                        choices=[
                            ("online", "Themselves, online"),
                            ("desk", "At the front desk"),
                            ("phone", "By phone"),
                            ("writing", "In writing"),
                        ],
                        max_length=10,
                    ),
                ),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "withdrawn_how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("online", "Themselves, online"),
                            ("desk", "At the front desk"),
                            ("phone", "By phone"),
                            ("writing", "In writing"),
                        ],
                        max_length=10,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ConsentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("given_at", models.DateTimeField()),
                (
                    "given_how",
                    models.CharField(
                        choices=[
                            ("online", "Themselves, online"),
                            ("desk", "At the front desk"),
                            ("phone", "By phone"),
                            ("writing", "In writing"),
                        ],
                        max_length=10,
                    ),
                ),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "withdrawn_how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("online", "Themselves, online"),
                            ("desk", "At the front desk"),
                            ("phone", "By phone"),
                            ("writing", "In writing"),
                        ],
                        max_length=10,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Gathered",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("promise_id", models.BigIntegerField()),
                ("ended_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="notice",
            name="notice_of_promise_has_time",
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("due_at__isnull", True), ("promise_id__isnull", True)),
                    models.Q(("due_at__isnull", False), ("promise_id__isnull", False)),
                    _connector="OR",
                ),
                name="notice_of_promise_has_time",
            ),
        ),
        migrations.AddField(
            model_name="consent",
            name="given_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="consent",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="consents", to="estates.person"
            ),
        ),
        migrations.AddField(
            model_name="consent",
            name="withdrawn_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="consentevent",
            name="given_by",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="consentevent",
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
            model_name="consentevent",
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
            model_name="consentevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="notices.consent",
            ),
        ),
        migrations.AddField(
            model_name="consentevent",
            name="withdrawn_by",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="gathered",
            name="notice",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="gathered",
                to="notices.notice",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at__isnull", True)), fields=("person",), name="consent_one_at_a_time"
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True), ("withdrawn_how", "")),
                    models.Q(
                        ("withdrawn_at__gte", models.F("given_at")), models.Q(("withdrawn_how", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="consent_withdrawn_with_how",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consent",
            trigger=pgtrigger.compiler.Trigger(
                name="given_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."withdrawn_at" IS NOT NULL OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."given_at" IS DISTINCT FROM (NEW."given_at") OR OLD."given_how" IS DISTINCT FROM (NEW."given_how"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="ffe61c3dcc4909841c427d88dda47028e884447c",
                    operation="UPDATE",
                    pgid="pgtrigger_given_stays_018e5",
                    table="notices_consent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consent",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_rows",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="8d33c449009d907517f084dd59b4dcde9437f040",
                    operation="DELETE",
                    pgid="pgtrigger_keep_rows_4c579",
                    table="notices_consent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consent",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "notices_consentevent" ("given_at", "given_by_id", "given_how", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "withdrawn_at", "withdrawn_by_id", "withdrawn_how") VALUES (NEW."given_at", NEW."given_by_id", NEW."given_how", NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."withdrawn_at", NEW."withdrawn_by_id", NEW."withdrawn_how"); RETURN NULL;',
                    hash="3b84edb564836c57b56c18b66ab981b29c450716",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a44d9",
                    table="notices_consent",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consent",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "notices_consentevent" ("given_at", "given_by_id", "given_how", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "withdrawn_at", "withdrawn_by_id", "withdrawn_how") VALUES (NEW."given_at", NEW."given_by_id", NEW."given_how", NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."withdrawn_at", NEW."withdrawn_by_id", NEW."withdrawn_how"); RETURN NULL;',
                    hash="a140d4707e74b0471dae70e87d01f688a51aba2b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_172d3",
                    table="notices_consent",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consent",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "notices_consentevent" ("given_at", "given_by_id", "given_how", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "withdrawn_at", "withdrawn_by_id", "withdrawn_how") VALUES (OLD."given_at", OLD."given_by_id", OLD."given_how", OLD."id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."withdrawn_at", OLD."withdrawn_by_id", OLD."withdrawn_how"); RETURN NULL;',
                    hash="b96e1f4d89370cb9ad1e3d4c456f75d1c0be7ff5",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4ba3c",
                    table="notices_consent",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consentevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="1e8fedc63d4de9b4506e460b0512840b7c0a3e01",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_ffcf4",
                    table="notices_consentevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="gathered",
            index=models.Index(
                condition=models.Q(("ended_at__isnull", True)), fields=["promise_id"], name="gathered_running"
            ),
        ),
        migrations.AddConstraint(
            model_name="gathered",
            constraint=models.UniqueConstraint(fields=("notice", "promise_id"), name="gathered_once"),
        ),
        # The way back: what gathers promises could not be withdrawn before.
        migrations.RunSQL(
            migrations.RunSQL.noop, "UPDATE notices_notice SET withdrawn_at = NULL WHERE promise_id IS NULL"
        ),
    ]
