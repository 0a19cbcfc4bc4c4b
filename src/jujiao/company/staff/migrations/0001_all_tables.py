import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("estates", "0001_all_tables"),
        ("kernel", "0001_extensions"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="Employee",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=20, verbose_name="staff number")),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("pinyin", models.CharField(blank=True, max_length=200)),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="phone")),
                ("joined_on", models.DateField(verbose_name="joined on")),
                ("left_on", models.DateField(blank=True, null=True, verbose_name="left on")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="employees", to="estates.company"
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="employee",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["name"], name="employee_name_trgm", opclasses=["gin_trgm_ops"]
                    )
                ],
                "constraints": [models.UniqueConstraint(fields=("company", "number"), name="staff_number_once")],
            },
        ),
        migrations.CreateModel(
            name="Deputy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_at", models.DateTimeField(verbose_name="from")),
                ("ends_at", models.DateTimeField(verbose_name="until")),
                ("reason", models.CharField(blank=True, max_length=100, verbose_name="reason")),
                (
                    "absent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="absences", to="staff.employee"
                    ),
                ),
                (
                    "deputy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="deputizes", to="staff.employee"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="deputy_times_in_order"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("absent", models.F("deputy")), _negated=True), name="deputy_is_another"
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("absent", "="),
                            (
                                models.Func(
                                    "starts_at",
                                    "ends_at",
                                    function="tstzrange",
                                    output_field=django.contrib.postgres.fields.ranges.DateTimeRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="deputy_one_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Department",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60, verbose_name="department")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("customer_service", "Customer service"),
                            ("engineering", "Engineering"),
                            ("security", "Security"),
                            ("cleaning", "Cleaning"),
                            ("administration", "Administration"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="departments", to="estates.estate"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("estate", "name"), name="department_once")],
            },
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
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
                        verbose_name="role",
                    ),
                ),
                ("title", models.CharField(max_length=60, verbose_name="post")),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "estate",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="estates.estate",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="staff.department",
                    ),
                ),
                (
                    "employee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="assignments", to="staff.employee"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["estate", "role"], name="assignment_by_role")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                        ),
                        name="assignment_dates_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("role__in", ["member", "head"]), _negated=True),
                            ("department__isnull", False),
                            _connector="OR",
                        ),
                        name="assignment_department_named",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("role__in", ["company", "auditor", "sysadmin", "administration"]),
                            ("estate__isnull", False),
                            _connector="OR",
                        ),
                        name="assignment_estate_named",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DepartmentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=60, verbose_name="department")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("customer_service", "Customer service"),
                            ("engineering", "Engineering"),
                            ("security", "Security"),
                            ("cleaning", "Cleaning"),
                            ("administration", "Administration"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "estate",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
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
                        to="staff.department",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DeputyEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("starts_at", models.DateTimeField(verbose_name="from")),
                ("ends_at", models.DateTimeField(verbose_name="until")),
                ("reason", models.CharField(blank=True, max_length=100, verbose_name="reason")),
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
                        to="staff.deputy",
                    ),
                ),
                (
                    "absent",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="staff.employee",
                    ),
                ),
                (
                    "deputy",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="staff.employee",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AssignmentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "role",
                    models.CharField(
                        choices=[
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
                        verbose_name="role",
                    ),
                ),
                ("title", models.CharField(max_length=60, verbose_name="post")),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "estate",
                    models.ForeignKey(
                        blank=True,
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
                        to="staff.assignment",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        blank=True,
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
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="staff.employee",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="EmployeeEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("number", models.CharField(max_length=20, verbose_name="staff number")),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("pinyin", models.CharField(blank=True, max_length=200)),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="phone")),
                ("joined_on", models.DateField(verbose_name="joined on")),
                ("left_on", models.DateField(blank=True, null=True, verbose_name="left on")),
                ("version", models.PositiveIntegerField(default=1)),
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
                        to="staff.employee",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
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
            name="Post",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=20, verbose_name="code")),
                ("name", models.CharField(max_length=60, verbose_name="post")),
                (
                    "family",
                    models.CharField(
                        choices=[
                            ("customer_service", "Customer service"),
                            ("engineering", "Engineering"),
                            ("security", "Security"),
                            ("cleaning", "Cleaning"),
                            ("administration", "Administration"),
                            ("management", "Management"),
                        ],
                        max_length=20,
                        verbose_name="family of posts",
                    ),
                ),
                ("level", models.PositiveSmallIntegerField(verbose_name="level")),
                ("is_key", models.BooleanField(default=False, verbose_name="key post")),
                ("is_guard", models.BooleanField(default=False, verbose_name="guard")),
                ("special_work", models.BooleanField(default=False, verbose_name="special work")),
                ("in_use", models.BooleanField(default=True, verbose_name="in use")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="posts", to="estates.company"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("company", "code"), name="post_code_once"),
                    models.UniqueConstraint(fields=("company", "name"), name="post_name_once"),
                    models.CheckConstraint(
                        condition=models.Q(("level__gte", 1), ("level__lte", 20)), name="post_level_in_bounds"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PostEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("code", models.CharField(max_length=20, verbose_name="code")),
                ("name", models.CharField(max_length=60, verbose_name="post")),
                (
                    "family",
                    models.CharField(
                        choices=[
                            ("customer_service", "Customer service"),
                            ("engineering", "Engineering"),
                            ("security", "Security"),
                            ("cleaning", "Cleaning"),
                            ("administration", "Administration"),
                            ("management", "Management"),
                        ],
                        max_length=20,
                        verbose_name="family of posts",
                    ),
                ),
                ("level", models.PositiveSmallIntegerField(verbose_name="level")),
                ("is_key", models.BooleanField(default=False, verbose_name="key post")),
                ("is_guard", models.BooleanField(default=False, verbose_name="guard")),
                ("special_work", models.BooleanField(default=False, verbose_name="special work")),
                ("in_use", models.BooleanField(default=True, verbose_name="in use")),
                ("version", models.PositiveIntegerField(default=1)),
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
                        to="staff.post",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="WorkbookExport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("contacts", models.BooleanField(verbose_name="with phone numbers")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="reason")),
                ("rows", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting for a second person"),
                            ("approved", "Ready to download"),
                            ("refused", "Refused"),
                            ("taken", "Downloaded"),
                        ],
                        max_length=10,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("taken_at", models.DateTimeField(null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="workbook_exports",
                        to="estates.estate",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["estate", "-id"], name="export_recent")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by__isnull", True),
                            models.Q(("decided_by", models.F("asked_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="export_second_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("contacts", False), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="export_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WorkbookExportEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("contacts", models.BooleanField(verbose_name="with phone numbers")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="reason")),
                ("rows", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting for a second person"),
                            ("approved", "Ready to download"),
                            ("refused", "Refused"),
                            ("taken", "Downloaded"),
                        ],
                        max_length=10,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("taken_at", models.DateTimeField(null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decided_by",
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
                (
                    "estate",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
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
                        to="staff.workbookexport",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="WorkbookImport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120)),
                ("content", models.BinaryField()),
                ("counts", models.JSONField(default=dict)),
                ("sent_at", models.DateTimeField()),
                ("taken_over_at", models.DateTimeField(null=True)),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="workbook_imports",
                        to="estates.estate",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="department",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staff_departmentevent" ("estate_id", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."estate_id", NEW."id", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="e0c946f49c531196246083a79b58169f4211cdbf",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_57b58",
                    table="staff_department",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="department",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "staff_departmentevent" ("estate_id", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."estate_id", NEW."id", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="4cf5b122cfb9b7a505089a7b422e93e8c1d2f3f7",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_91c90",
                    table="staff_department",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="department",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staff_departmentevent" ("estate_id", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."estate_id", OLD."id", OLD."kind", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="9cdca5f2730e4991ec734cc7cd35674746f931e5",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d1fb1",
                    table="staff_department",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="departmentevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="2a96ae6a85c1c9f633d33f3d156f2c4b98884fc1",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_65b51",
                    table="staff_departmentevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="employee",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staff_employeeevent" ("company_id", "id", "joined_on", "left_on", "name", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "pinyin", "user_id", "version") VALUES (NEW."company_id", NEW."id", NEW."joined_on", NEW."left_on", NEW."name", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone", NEW."pinyin", NEW."user_id", NEW."version"); RETURN NULL;',
                    hash="a3487bd4194a79c7a6c514e029bf84dfa7def71f",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f460d",
                    table="staff_employee",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="employee",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "staff_employeeevent" ("company_id", "id", "joined_on", "left_on", "name", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "pinyin", "user_id", "version") VALUES (NEW."company_id", NEW."id", NEW."joined_on", NEW."left_on", NEW."name", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone", NEW."pinyin", NEW."user_id", NEW."version"); RETURN NULL;',
                    hash="e624940f8440d81cc2655f1df388befb6e673baa",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ddeaa",
                    table="staff_employee",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="employee",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staff_employeeevent" ("company_id", "id", "joined_on", "left_on", "name", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "pinyin", "user_id", "version") VALUES (OLD."company_id", OLD."id", OLD."joined_on", OLD."left_on", OLD."name", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."phone", OLD."pinyin", OLD."user_id", OLD."version"); RETURN NULL;',
                    hash="395a3129ce44f0e7615523461eaa43c48214801c",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d452d",
                    table="staff_employee",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="deputyevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="a9b569da4317d9b6eb6026cfaf6a8abe1bdf23ae",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_36214",
                    table="staff_deputyevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="deputy",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staff_deputyevent" ("absent_id", "deputy_id", "ends_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "starts_at") VALUES (NEW."absent_id", NEW."deputy_id", NEW."ends_at", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."starts_at"); RETURN NULL;',
                    hash="58bb339602f5f0eb9d9c83bac49bfa2ea506eb54",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_3a928",
                    table="staff_deputy",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="deputy",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "staff_deputyevent" ("absent_id", "deputy_id", "ends_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "starts_at") VALUES (NEW."absent_id", NEW."deputy_id", NEW."ends_at", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."starts_at"); RETURN NULL;',
                    hash="81e09a0de0c99436b7d78e840aba99342d6cb31d",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b41ab",
                    table="staff_deputy",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="deputy",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staff_deputyevent" ("absent_id", "deputy_id", "ends_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "starts_at") VALUES (OLD."absent_id", OLD."deputy_id", OLD."ends_at", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason", OLD."starts_at"); RETURN NULL;',
                    hash="9371dc7c9e81ebe69befc43b4aebf4f9854802b1",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_535ab",
                    table="staff_deputy",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assignmentevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="187983d9782e528ceaabfe29636fc3446033e88c",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_02048",
                    table="staff_assignmentevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assignment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staff_assignmentevent" ("department_id", "employee_id", "ends_on", "estate_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "starts_on", "title", "version") VALUES (NEW."department_id", NEW."employee_id", NEW."ends_on", NEW."estate_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."role", NEW."starts_on", NEW."title", NEW."version"); RETURN NULL;',
                    hash="81bb33fbdb8df69ee5d6088497a107ee0e62d388",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_da168",
                    table="staff_assignment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assignment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "staff_assignmentevent" ("department_id", "employee_id", "ends_on", "estate_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "starts_on", "title", "version") VALUES (NEW."department_id", NEW."employee_id", NEW."ends_on", NEW."estate_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."role", NEW."starts_on", NEW."title", NEW."version"); RETURN NULL;',
                    hash="cd053c684c8cac0dcc185fa79cb2937dc5b63f6d",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_cfee2",
                    table="staff_assignment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assignment",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staff_assignmentevent" ("department_id", "employee_id", "ends_on", "estate_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "starts_on", "title", "version") VALUES (OLD."department_id", OLD."employee_id", OLD."ends_on", OLD."estate_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."role", OLD."starts_on", OLD."title", OLD."version"); RETURN NULL;',
                    hash="3fafdffd7f31ba8b1361b5692bff4a2101a31d70",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b8d86",
                    table="staff_assignment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="employeeevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="06be6016858ff9379e1fa461a081fefa90ddffd5",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_b9a16",
                    table="staff_employeeevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="post",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staff_postevent" ("code", "company_id", "family", "id", "in_use", "is_guard", "is_key", "level", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "special_work", "version") VALUES (NEW."code", NEW."company_id", NEW."family", NEW."id", NEW."in_use", NEW."is_guard", NEW."is_key", NEW."level", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."special_work", NEW."version"); RETURN NULL;',
                    hash="9258595afdf8b6650d03a08af3eb50e6909755ce",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_68d95",
                    table="staff_post",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="post",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "staff_postevent" ("code", "company_id", "family", "id", "in_use", "is_guard", "is_key", "level", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "special_work", "version") VALUES (NEW."code", NEW."company_id", NEW."family", NEW."id", NEW."in_use", NEW."is_guard", NEW."is_key", NEW."level", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."special_work", NEW."version"); RETURN NULL;',
                    hash="dbe0fdcb443653deb32ea15f3a39625969c790fa",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ed8fe",
                    table="staff_post",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="post",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staff_postevent" ("code", "company_id", "family", "id", "in_use", "is_guard", "is_key", "level", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "special_work", "version") VALUES (OLD."code", OLD."company_id", OLD."family", OLD."id", OLD."in_use", OLD."is_guard", OLD."is_key", OLD."level", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."special_work", OLD."version"); RETURN NULL;',
                    hash="480406fbb1ea6432f1d3ae1b12f1ea975f06b9f7",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e06ef",
                    table="staff_post",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="postevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="01cfec9ac385d9c2d3ffdc2b384d5aeb1e3a840c",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_b2ff6",
                    table="staff_postevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="workbookexport",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staff_workbookexportevent" ("asked_at", "asked_by_id", "contacts", "decided_at", "decided_by_id", "estate_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "rows", "state", "taken_at") VALUES (NEW."asked_at", NEW."asked_by_id", NEW."contacts", NEW."decided_at", NEW."decided_by_id", NEW."estate_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."rows", NEW."state", NEW."taken_at"); RETURN NULL;',
                    hash="d60ef8b434a8d06ff3e537a23371fd64b77c622b",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_cde86",
                    table="staff_workbookexport",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="workbookexport",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "staff_workbookexportevent" ("asked_at", "asked_by_id", "contacts", "decided_at", "decided_by_id", "estate_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "rows", "state", "taken_at") VALUES (NEW."asked_at", NEW."asked_by_id", NEW."contacts", NEW."decided_at", NEW."decided_by_id", NEW."estate_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."rows", NEW."state", NEW."taken_at"); RETURN NULL;',
                    hash="b8a03ac2b7db573a6177248402b4edee9cf76257",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3c11e",
                    table="staff_workbookexport",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="workbookexport",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staff_workbookexportevent" ("asked_at", "asked_by_id", "contacts", "decided_at", "decided_by_id", "estate_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "rows", "state", "taken_at") VALUES (OLD."asked_at", OLD."asked_by_id", OLD."contacts", OLD."decided_at", OLD."decided_by_id", OLD."estate_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason", OLD."rows", OLD."state", OLD."taken_at"); RETURN NULL;',
                    hash="f9979d82a00f00a8a90b472de8d19a9f86d79dc2",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f50b1",
                    table="staff_workbookexport",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="workbookexportevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="5a3e2edaeb637d6f47ed40435a3494164298027e",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_deaf8",
                    table="staff_workbookexportevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
