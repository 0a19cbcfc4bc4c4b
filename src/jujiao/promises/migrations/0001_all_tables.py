import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("estates", "0001_all_tables"),
        ("kernel", "0001_extensions"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("rulebook", "0001_all_tables"),
        ("staff", "0001_all_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="Promise",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject_kind", models.CharField(max_length=30)),
                ("subject_id", models.BigIntegerField()),
                ("subject_label", models.CharField(max_length=120)),
                ("kind", models.CharField(max_length=60)),
                ("round", models.PositiveSmallIntegerField(default=1)),
                ("seq", models.PositiveSmallIntegerField(default=1)),
                ("clause", models.CharField(max_length=10)),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("elapsed", "Hours, day and night"),
                            ("working_days", "Working days"),
                            ("calendar_days", "Calendar days"),
                            ("day_of_month", "Day of the month"),
                            ("working_day_of_month", "Working day of the month"),
                        ],
                        max_length=20,
                    ),
                ),
                ("quantity", models.DecimalField(decimal_places=3, max_digits=9, null=True)),
                ("started_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("agreed", models.BooleanField(default=False)),
                ("provisional", models.BooleanField(default=False)),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("owner", "Owner or resident"),
                            ("clerk", "Desk clerk"),
                            ("member", "Department member"),
                            ("head", "Department head"),
                            ("administration", "Administration"),
                            ("manager", "Estate manager"),
                            ("company", "Company director"),
                            ("auditor", "Auditor"),
                            ("sysadmin", "System administrator"),
                        ],
                        max_length=20,
                    ),
                ),
                ("owed_to_kind", models.CharField(blank=True, max_length=30)),
                ("owed_to_id", models.BigIntegerField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("running", "Running"),
                            ("met", "Done"),
                            ("cancelled", "Cancelled"),
                            ("superseded", "Replaced"),
                        ],
                        default="running",
                        max_length=12,
                    ),
                ),
                ("done_at", models.DateTimeField(null=True)),
                ("next_alarm_at", models.DateTimeField(null=True)),
                (
                    "company",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="estates.company",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="promises",
                        to="staff.department",
                    ),
                ),
                (
                    "employee",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="promises",
                        to="staff.employee",
                    ),
                ),
                (
                    "estate",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="estates.estate"
                    ),
                ),
                (
                    "rulebook_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="rulebook.rulebookversion"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "running")), fields=["next_alarm_at"], name="promise_alarms"
                    ),
                    models.Index(
                        condition=models.Q(("state", "running")), fields=["due_at", "id"], name="promise_by_due"
                    ),
                    models.Index(
                        condition=models.Q(("state", "running")),
                        fields=["employee", "due_at"],
                        name="promise_of_employee",
                    ),
                    models.Index(
                        condition=models.Q(("state", "running")),
                        fields=["department", "due_at"],
                        name="promise_of_department",
                    ),
                    models.Index(
                        condition=models.Q(("owed_to_id__isnull", False)),
                        fields=["owed_to_id", "owed_to_kind"],
                        name="promise_owed_to",
                    ),
                    models.Index(
                        condition=models.Q(("provisional", True), ("state", "running")),
                        fields=["estate", "due_at"],
                        name="promise_provisional",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("subject_kind", "subject_id", "kind", "round", "seq"), name="promise_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "running")),
                        fields=("subject_kind", "subject_id", "kind", "round"),
                        name="promise_one_running",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_at__isnull", True), ("state", "running")),
                            models.Q(models.Q(("state", "running"), _negated=True), ("done_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="promise_ended_has_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state", "running"), ("next_alarm_at__isnull", True), _connector="OR"),
                        name="promise_ended_is_silent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("owed_to_id__isnull", True), ("owed_to_kind", "")),
                            models.Q(models.Q(("owed_to_kind", ""), _negated=True), ("owed_to_id__isnull", False)),
                            _connector="OR",
                        ),
                        name="promise_owed_to_somebody_or_nobody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("estate__isnull", False), ("department__isnull", True), _connector="OR"),
                        name="promise_department_at_its_estate",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("estate__isnull", False),
                            ("employee__isnull", False),
                            models.Q(("role", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="promise_of_the_company_is_somebodys",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Alarm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "rung",
                    models.CharField(
                        choices=[
                            ("half", "Half of the time gone"),
                            ("three_quarters", "Three quarters gone"),
                            ("due", "Due: the head is told"),
                            ("manager", "Late: the estate manager is told"),
                            ("company", "Late: the company is told"),
                        ],
                        max_length=15,
                    ),
                ),
                ("fired_at", models.DateTimeField()),
                ("told", models.JSONField(default=list)),
                (
                    "promise",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="alarms",
                        to="promises.promise",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("promise", "rung"), name="alarm_once")],
            },
        ),
        migrations.CreateModel(
            name="Custody",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject_kind", models.CharField(max_length=30)),
                ("subject_id", models.BigIntegerField()),
                ("round", models.PositiveSmallIntegerField()),
                ("from_at", models.DateTimeField()),
                ("until_at", models.DateTimeField(null=True)),
                ("reason", models.CharField(blank=True, max_length=300)),
                (
                    "company",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="estates.company",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staff.department",
                    ),
                ),
                (
                    "employee",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staff.employee",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["subject_id", "subject_kind"], name="custody_of_subject")],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("subject_kind", "="),
                            ("subject_id", "="),
                            (
                                models.Func(
                                    "from_at",
                                    "until_at",
                                    function="tstzrange",
                                    output_field=django.contrib.postgres.fields.ranges.DateTimeRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="custody_never_overlaps",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("department__isnull", False), ("employee__isnull", False), _connector="OR"),
                        name="custody_of_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CustodyEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("subject_kind", models.CharField(max_length=30)),
                ("subject_id", models.BigIntegerField()),
                ("round", models.PositiveSmallIntegerField()),
                ("from_at", models.DateTimeField()),
                ("until_at", models.DateTimeField(null=True)),
                ("reason", models.CharField(blank=True, max_length=300)),
                (
                    "company",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="estates.company",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="staff.department",
                    ),
                ),
                (
                    "employee",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="staff.employee",
                    ),
                ),
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
                        to="promises.custody",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PromiseEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("subject_kind", models.CharField(max_length=30)),
                ("subject_id", models.BigIntegerField()),
                ("subject_label", models.CharField(max_length=120)),
                ("kind", models.CharField(max_length=60)),
                ("round", models.PositiveSmallIntegerField(default=1)),
                ("seq", models.PositiveSmallIntegerField(default=1)),
                ("clause", models.CharField(max_length=10)),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("elapsed", "Hours, day and night"),
                            ("working_days", "Working days"),
                            ("calendar_days", "Calendar days"),
                            ("day_of_month", "Day of the month"),
                            ("working_day_of_month", "Working day of the month"),
                        ],
                        max_length=20,
                    ),
                ),
                ("quantity", models.DecimalField(decimal_places=3, max_digits=9, null=True)),
                ("started_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("agreed", models.BooleanField(default=False)),
                ("provisional", models.BooleanField(default=False)),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("owner", "Owner or resident"),
                            ("clerk", "Desk clerk"),
                            ("member", "Department member"),
                            ("head", "Department head"),
                            ("administration", "Administration"),
                            ("manager", "Estate manager"),
                            ("company", "Company director"),
                            ("auditor", "Auditor"),
                            ("sysadmin", "System administrator"),
                        ],
                        max_length=20,
                    ),
                ),
                ("owed_to_kind", models.CharField(blank=True, max_length=30)),
                ("owed_to_id", models.BigIntegerField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("running", "Running"),
                            ("met", "Done"),
                            ("cancelled", "Cancelled"),
                            ("superseded", "Replaced"),
                        ],
                        default="running",
                        max_length=12,
                    ),
                ),
                ("done_at", models.DateTimeField(null=True)),
                ("next_alarm_at", models.DateTimeField(null=True)),
                (
                    "company",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="estates.company",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="staff.department",
                    ),
                ),
                (
                    "employee",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="staff.employee",
                    ),
                ),
                (
                    "estate",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="estates.estate",
                    ),
                ),
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
                        to="promises.promise",
                    ),
                ),
                (
                    "rulebook_version",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="rulebook.rulebookversion",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="custody",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "promises_custodyevent" ("company_id", "department_id", "employee_id", "from_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "round", "subject_id", "subject_kind", "until_at") VALUES (NEW."company_id", NEW."department_id", NEW."employee_id", NEW."from_at", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."round", NEW."subject_id", NEW."subject_kind", NEW."until_at"); RETURN NULL;',
                    hash="4abb336b326ba37397cf6475c8617b70a2344f19",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0bb1e",
                    table="promises_custody",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="custody",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "promises_custodyevent" ("company_id", "department_id", "employee_id", "from_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "round", "subject_id", "subject_kind", "until_at") VALUES (NEW."company_id", NEW."department_id", NEW."employee_id", NEW."from_at", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."round", NEW."subject_id", NEW."subject_kind", NEW."until_at"); RETURN NULL;',
                    hash="df730100c58c7c219df381dd0dc7726653e4119f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_9e19e",
                    table="promises_custody",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="custody",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "promises_custodyevent" ("company_id", "department_id", "employee_id", "from_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "round", "subject_id", "subject_kind", "until_at") VALUES (OLD."company_id", OLD."department_id", OLD."employee_id", OLD."from_at", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason", OLD."round", OLD."subject_id", OLD."subject_kind", OLD."until_at"); RETURN NULL;',
                    hash="3f7dad39b4545a920f57bb98989a4a3ae9e2a641",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c18cf",
                    table="promises_custody",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="custodyevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="b98336c94deb4faff195d53f81f45d1558f49793",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_49cf9",
                    table="promises_custodyevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="promise",
            trigger=pgtrigger.compiler.Trigger(
                name="ends_once",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{running:met,running:cancelled,running:superseded}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="5ce12d17bf06fef8eac6c4f4f59281355b29a9e5",
                    operation="UPDATE",
                    pgid="pgtrigger_ends_once_15749",
                    table="promises_promise",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="promise",
            trigger=pgtrigger.compiler.Trigger(
                name="given_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN ((OLD."due_at" IS DISTINCT FROM (NEW."due_at") AND NOT OLD."provisional") OR OLD."started_at" IS DISTINCT FROM (NEW."started_at") OR (NOT (OLD."state" = \'running\') AND OLD."done_at" IS DISTINCT FROM (NEW."done_at")))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="6ed412bca712ed8fe42d401b422891ea1a54e6ac",
                    operation="UPDATE",
                    pgid="pgtrigger_given_stays_fe789",
                    table="promises_promise",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="promise",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_rows",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="d746407cb978fb2faa53c14985e1c5f4c36b1da2",
                    operation="DELETE",
                    pgid="pgtrigger_keep_rows_18a6e",
                    table="promises_promise",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="promise",
            trigger=pgtrigger.compiler.Trigger(
                name="one_place",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.estate_id IS NOT NULL)",
                    func="\n                    IF NOT EXISTS (SELECT FROM estates_estate AS estate\n                        WHERE estate.id = NEW.estate_id AND estate.company_id = NEW.company_id)\n                    THEN\n                        RAISE EXCEPTION 'estate % is not of company %', NEW.estate_id, NEW.company_id\n                        USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NEW;\n                ",
                    hash="1eacc7f43418b965084b99655bf2ec236db102b0",
                    operation='INSERT OR UPDATE OF "company_id", "estate_id"',
                    pgid="pgtrigger_one_place_65bac",
                    table="promises_promise",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="promise",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "promises_promiseevent" ("agreed", "clause", "company_id", "department_id", "done_at", "due_at", "employee_id", "estate_id", "id", "kind", "next_alarm_at", "owed_to_id", "owed_to_kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provisional", "quantity", "role", "round", "rulebook_version_id", "seq", "started_at", "state", "subject_id", "subject_kind", "subject_label", "unit") VALUES (NEW."agreed", NEW."clause", NEW."company_id", NEW."department_id", NEW."done_at", NEW."due_at", NEW."employee_id", NEW."estate_id", NEW."id", NEW."kind", NEW."next_alarm_at", NEW."owed_to_id", NEW."owed_to_kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."provisional", NEW."quantity", NEW."role", NEW."round", NEW."rulebook_version_id", NEW."seq", NEW."started_at", NEW."state", NEW."subject_id", NEW."subject_kind", NEW."subject_label", NEW."unit"); RETURN NULL;',
                    hash="fb303d3243aa3d9a2be9d1d0e9a24ce749e3a724",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d75e2",
                    table="promises_promise",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="promise",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "promises_promiseevent" ("agreed", "clause", "company_id", "department_id", "done_at", "due_at", "employee_id", "estate_id", "id", "kind", "next_alarm_at", "owed_to_id", "owed_to_kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provisional", "quantity", "role", "round", "rulebook_version_id", "seq", "started_at", "state", "subject_id", "subject_kind", "subject_label", "unit") VALUES (NEW."agreed", NEW."clause", NEW."company_id", NEW."department_id", NEW."done_at", NEW."due_at", NEW."employee_id", NEW."estate_id", NEW."id", NEW."kind", NEW."next_alarm_at", NEW."owed_to_id", NEW."owed_to_kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."provisional", NEW."quantity", NEW."role", NEW."round", NEW."rulebook_version_id", NEW."seq", NEW."started_at", NEW."state", NEW."subject_id", NEW."subject_kind", NEW."subject_label", NEW."unit"); RETURN NULL;',
                    hash="15a3f24a35fd5cd4634780e2a44fb564a1279c24",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b4df0",
                    table="promises_promise",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="promise",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "promises_promiseevent" ("agreed", "clause", "company_id", "department_id", "done_at", "due_at", "employee_id", "estate_id", "id", "kind", "next_alarm_at", "owed_to_id", "owed_to_kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provisional", "quantity", "role", "round", "rulebook_version_id", "seq", "started_at", "state", "subject_id", "subject_kind", "subject_label", "unit") VALUES (OLD."agreed", OLD."clause", OLD."company_id", OLD."department_id", OLD."done_at", OLD."due_at", OLD."employee_id", OLD."estate_id", OLD."id", OLD."kind", OLD."next_alarm_at", OLD."owed_to_id", OLD."owed_to_kind", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."provisional", OLD."quantity", OLD."role", OLD."round", OLD."rulebook_version_id", OLD."seq", OLD."started_at", OLD."state", OLD."subject_id", OLD."subject_kind", OLD."subject_label", OLD."unit"); RETURN NULL;',
                    hash="14e1e7833201cc42b559af6a838c98d83737037e",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_838c0",
                    table="promises_promise",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="alarm",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_rows",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="577044178c73c303e63be06743cca09c86d29a4c",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_keep_rows_43c8f",
                    table="promises_alarm",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="alarm",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_table",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'rows of % are kept', TG_TABLE_NAME;",
                    hash="7423a488d4482501f0be96b00b420dd1d1719d76",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_keep_table_ff6f8",
                    table="promises_alarm",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="promiseevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="e9ab599d904d2503477f95f80f1677c4e12b7be2",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_626fb",
                    table="promises_promiseevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
