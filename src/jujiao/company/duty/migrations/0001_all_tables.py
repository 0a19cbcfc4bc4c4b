import datetime
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.expressions
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("estates", "0007_desk_phone"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("staff", "0005_rooms_continue"),
    ]

    operations = [
        migrations.CreateModel(
            name="DutyPost",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("desk", "Front desk"),
                            ("repair", "Repair stand-by"),
                            ("guard", "Guard post"),
                            ("other", "Other duty"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="post to be covered")),
                ("in_use", models.BooleanField(default=True, verbose_name="in use")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="duty_posts", to="staff.department"
                    ),
                ),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="duty_posts", to="estates.estate"
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="duty_posts",
                        to="staff.post",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("estate", "name"), name="duty_post_once")],
            },
        ),
        migrations.CreateModel(
            name="Duty",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_at", models.DateTimeField(verbose_name="from")),
                ("ends_at", models.DateTimeField(verbose_name="until")),
                ("rest_until", models.DateTimeField(verbose_name="rest until")),
                (
                    "state",
                    models.CharField(
                        choices=[("planned", "Planned"), ("cancelled", "Cancelled")],
                        default="planned",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "employee",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="duties",
                        to="staff.employee",
                    ),
                ),
                (
                    "duty_post",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="duties",
                        to="duty.dutypost",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["employee", "ends_at"], name="duty_of_employee"),
                    models.Index(fields=["duty_post", "ends_at"], name="duty_of_post"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_at__gt", models.F("starts_at")),
                            (
                                "ends_at__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("starts_at"), "+", models.Value(datetime.timedelta(days=1))
                                ),
                            ),
                        ),
                        name="duty_times_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "rest_until",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("ends_at"), "+", models.Value(datetime.timedelta(seconds=39600))
                                ),
                            )
                        ),
                        name="duty_rest_is_kept",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("state", "planned")),
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
                ],
            },
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("signed_on_at", models.DateTimeField(verbose_name="signed on at")),
                ("signed_off_at", models.DateTimeField(blank=True, null=True, verbose_name="signed off at")),
                (
                    "employee",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="staff.employee",
                    ),
                ),
                (
                    "duty",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="duty.duty",
                    ),
                ),
                (
                    "duty_post",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="duty.dutypost",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["employee", "signed_on_at"], name="attendance_of_employee"),
                    models.Index(fields=["duty_post", "signed_on_at"], name="attendance_of_post"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("signed_off_at__isnull", True),
                            ("signed_off_at__gte", models.F("signed_on_at")),
                            _connector="OR",
                        ),
                        name="attendance_times_in_order",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("employee", "="),
                            (
                                models.Func(
                                    "signed_on_at",
                                    "signed_off_at",
                                    function="tstzrange",
                                    output_field=django.contrib.postgres.fields.ranges.DateTimeRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="attendance_in_one_place",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DutyBar",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("no_night", "No night duty"), ("no_overtime", "No overtime")],
                        max_length=15,
                        verbose_name="kind of bar",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "employee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="duty_bars", to="staff.employee"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                        ),
                        name="duty_bar_days_in_order",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DutyBarEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("no_night", "No night duty"), ("no_overtime", "No overtime")],
                        max_length=15,
                        verbose_name="kind of bar",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
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
                        to="duty.dutybar",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DutyEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("starts_at", models.DateTimeField(verbose_name="from")),
                ("ends_at", models.DateTimeField(verbose_name="until")),
                ("rest_until", models.DateTimeField(verbose_name="rest until")),
                (
                    "state",
                    models.CharField(
                        choices=[("planned", "Planned"), ("cancelled", "Cancelled")],
                        default="planned",
                        max_length=10,
                        verbose_name="state",
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
                        to="duty.duty",
                    ),
                ),
                (
                    "duty_post",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="duty.dutypost",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AttendanceEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("signed_on_at", models.DateTimeField(verbose_name="signed on at")),
                ("signed_off_at", models.DateTimeField(blank=True, null=True, verbose_name="signed off at")),
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
                        to="duty.attendance",
                    ),
                ),
                (
                    "duty",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="duty.duty",
                    ),
                ),
                (
                    "duty_post",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="duty.dutypost",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DutyPostEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("desk", "Front desk"),
                            ("repair", "Repair stand-by"),
                            ("guard", "Guard post"),
                            ("other", "Other duty"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="post to be covered")),
                ("in_use", models.BooleanField(default=True, verbose_name="in use")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "department",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="staff.department",
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
                        to="duty.dutypost",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="staff.post",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Leave",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("annual", "Annual leave"),
                            ("sick", "Sick leave"),
                            ("personal", "Personal leave"),
                            ("other", "Other leave"),
                        ],
                        max_length=10,
                        verbose_name="kind of leave",
                    ),
                ),
                ("starts_at", models.DateTimeField(verbose_name="from")),
                ("ends_at", models.DateTimeField(verbose_name="until")),
                (
                    "approved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "employee",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leaves",
                        to="staff.employee",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["employee", "ends_at"], name="leave_of_employee")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="leave_times_in_order"
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("employee", "="),
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
                        name="leave_one_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LeaveEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("annual", "Annual leave"),
                            ("sick", "Sick leave"),
                            ("personal", "Personal leave"),
                            ("other", "Other leave"),
                        ],
                        max_length=10,
                        verbose_name="kind of leave",
                    ),
                ),
                ("starts_at", models.DateTimeField(verbose_name="from")),
                ("ends_at", models.DateTimeField(verbose_name="until")),
                (
                    "approved_by",
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
                        to="duty.leave",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dutybar",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "duty_dutybarevent" ("employee_id", "ends_on", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on") VALUES (NEW."employee_id", NEW."ends_on", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."starts_on"); RETURN NULL;',
                    hash="70ba492d9c6f1b31d3fc0cc3ea33eaa2d21957f3",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_47102",
                    table="duty_dutybar",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dutybar",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "duty_dutybarevent" ("employee_id", "ends_on", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on") VALUES (NEW."employee_id", NEW."ends_on", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."starts_on"); RETURN NULL;',
                    hash="459176017673315ad7d2e5d833a3b29e5a569f4c",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_fa166",
                    table="duty_dutybar",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dutybar",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "duty_dutybarevent" ("employee_id", "ends_on", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on") VALUES (OLD."employee_id", OLD."ends_on", OLD."id", OLD."kind", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."starts_on"); RETURN NULL;',
                    hash="ee2b741789522b422816b2e7a09add9be5016f7b",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_3c79c",
                    table="duty_dutybar",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dutybarevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="405d3f5273a6cd4f25fd55ddbfb8f3f4ba2670e9",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_1395f",
                    table="duty_dutybarevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dutypost",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "duty_dutypostevent" ("department_id", "estate_id", "id", "in_use", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id", "version") VALUES (NEW."department_id", NEW."estate_id", NEW."id", NEW."in_use", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."post_id", NEW."version"); RETURN NULL;',
                    hash="a33ab8cbabf48b3b6a7822f1061058a91ad5e74a",
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
                    func='INSERT INTO "duty_dutypostevent" ("department_id", "estate_id", "id", "in_use", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id", "version") VALUES (NEW."department_id", NEW."estate_id", NEW."id", NEW."in_use", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."post_id", NEW."version"); RETURN NULL;',
                    hash="244a4085de35fb26010586f0d0014fcded6436aa",
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
                    func='INSERT INTO "duty_dutypostevent" ("department_id", "estate_id", "id", "in_use", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id", "version") VALUES (OLD."department_id", OLD."estate_id", OLD."id", OLD."in_use", OLD."kind", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."post_id", OLD."version"); RETURN NULL;',
                    hash="8df8d65f3d72b1a8f39cb2850d2f9666af1adaad",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_82276",
                    table="duty_dutypost",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dutyevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="619df38810a4404c2eea11e08ae2df65ee70f0ed",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_b7d91",
                    table="duty_dutyevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="duty",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "duty_dutyevent" ("duty_post_id", "employee_id", "ends_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rest_until", "starts_at", "state") VALUES (NEW."duty_post_id", NEW."employee_id", NEW."ends_at", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."rest_until", NEW."starts_at", NEW."state"); RETURN NULL;',
                    hash="71e07acf08b7ed59696766b1d3f03734e8c7b972",
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
                    func='INSERT INTO "duty_dutyevent" ("duty_post_id", "employee_id", "ends_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rest_until", "starts_at", "state") VALUES (NEW."duty_post_id", NEW."employee_id", NEW."ends_at", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."rest_until", NEW."starts_at", NEW."state"); RETURN NULL;',
                    hash="c6f834c2d0c2209462b76204bfaa1e03c556a29f",
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
                    func='INSERT INTO "duty_dutyevent" ("duty_post_id", "employee_id", "ends_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rest_until", "starts_at", "state") VALUES (OLD."duty_post_id", OLD."employee_id", OLD."ends_at", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."rest_until", OLD."starts_at", OLD."state"); RETURN NULL;',
                    hash="caa1e2966ff54491d1423cd52b920f20e29519de",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1fefb",
                    table="duty_duty",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="attendanceevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="99cb3538b8d344374dda1a617d62ec8e88c32fb2",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_69e97",
                    table="duty_attendanceevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="attendance",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "duty_attendanceevent" ("duty_id", "duty_post_id", "employee_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "signed_off_at", "signed_on_at") VALUES (NEW."duty_id", NEW."duty_post_id", NEW."employee_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."signed_off_at", NEW."signed_on_at"); RETURN NULL;',
                    hash="cdd3f562b8486d90e40f842f23257848deeb5162",
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
                    func='INSERT INTO "duty_attendanceevent" ("duty_id", "duty_post_id", "employee_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "signed_off_at", "signed_on_at") VALUES (NEW."duty_id", NEW."duty_post_id", NEW."employee_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."signed_off_at", NEW."signed_on_at"); RETURN NULL;',
                    hash="86db200c95a2f9e106a6c6cec88c69f66b9202c0",
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
                    func='INSERT INTO "duty_attendanceevent" ("duty_id", "duty_post_id", "employee_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "signed_off_at", "signed_on_at") VALUES (OLD."duty_id", OLD."duty_post_id", OLD."employee_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."signed_off_at", OLD."signed_on_at"); RETURN NULL;',
                    hash="ec834ecc1162f72bebfec008994efa15e055c120",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_800c6",
                    table="duty_attendance",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dutypostevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="8b7fe9aa623dc0ad7ab1b510edc0d3401aa4ca77",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_7107e",
                    table="duty_dutypostevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="leave",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "duty_leaveevent" ("approved_by_id", "employee_id", "ends_at", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_at") VALUES (NEW."approved_by_id", NEW."employee_id", NEW."ends_at", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."starts_at"); RETURN NULL;',
                    hash="02dd5f49552d5d0ae4255920ef35e18e3f89a2ca",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f858c",
                    table="duty_leave",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="leave",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "duty_leaveevent" ("approved_by_id", "employee_id", "ends_at", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_at") VALUES (NEW."approved_by_id", NEW."employee_id", NEW."ends_at", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."starts_at"); RETURN NULL;',
                    hash="edef6d33be7837372dfe6c253055c554d6ed8c09",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c4219",
                    table="duty_leave",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="leave",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "duty_leaveevent" ("approved_by_id", "employee_id", "ends_at", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_at") VALUES (OLD."approved_by_id", OLD."employee_id", OLD."ends_at", OLD."id", OLD."kind", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."starts_at"); RETURN NULL;',
                    hash="c655e4da191e522da79ccf80f649a6b4e7e05ce1",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1fff8",
                    table="duty_leave",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="leaveevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="b6e781c761bb6338d14154d0a7ba84167ddb7df6",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_13a70",
                    table="duty_leaveevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
