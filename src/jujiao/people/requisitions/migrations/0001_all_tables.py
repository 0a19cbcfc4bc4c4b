import django.db.models.deletion
import django.db.models.expressions
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
            name="RequisitionRound",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=20)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("opens_at", models.DateTimeField()),
                ("opened_at", models.DateTimeField()),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requisition_rounds",
                        to="estates.company",
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
                "constraints": [
                    models.UniqueConstraint(fields=("company", "starts_on"), name="requisition_round_once"),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gt", models.F("starts_on"))),
                        name="requisition_round_dates_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("opened_at__gte", models.F("opens_at"))), name="requisition_round_not_early"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Requisition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=30, unique=True)),
                ("round", models.PositiveSmallIntegerField(default=1)),
                ("next_due_at", models.DateTimeField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "To be answered"),
                            ("answered", "To be accepted"),
                            ("accepted", "To be approved"),
                            ("approved", "Approved"),
                            ("noted", "Nobody needed"),
                            ("refused", "Refused"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="asked",
                        max_length=12,
                    ),
                ),
                ("asked_at", models.DateTimeField(blank=True, null=True)),
                ("none", models.BooleanField(null=True)),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="reason")),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="requisitions", to="staff.department"
                    ),
                ),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="requisitions", to="estates.estate"
                    ),
                ),
                (
                    "rulebook_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="rulebook.rulebookversion"
                    ),
                ),
                (
                    "asked_in",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requisitions",
                        to="requisitions.requisitionround",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["estate", "-id"], name="requisition_newest"),
                    models.Index(fields=["department", "-id"], name="requisition_of_department"),
                    models.Index(
                        condition=models.Q(("state__in", ["accepted", "answered", "asked"])),
                        fields=["next_due_at", "id"],
                        name="requisition_open",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("asked_in", "department"), name="requisition_once_a_round"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("asked_at__isnull", False), ("none__isnull", True), ("state", "asked")),
                            models.Q(("none__isnull", False), ("state", "answered")),
                            models.Q(("none", False), ("state__in", ["accepted", "approved", "refused"])),
                            models.Q(("none", True), ("state", "noted")),
                            models.Q(("asked_in__isnull", True), ("state", "withdrawn")),
                            _connector="OR",
                        ),
                        name="requisition_answered_or_not",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("asked_in__isnull", True), ("asked_at__isnull", False), _connector="OR"),
                        name="requisition_of_a_round_is_asked",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("round", models.PositiveSmallIntegerField()),
                ("none", models.BooleanField()),
                ("answered_at", models.DateTimeField()),
                (
                    "answered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="staff.employee"
                    ),
                ),
                (
                    "requisition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="requisitions.requisition",
                    ),
                ),
            ],
            options={
                "get_latest_by": "id",
            },
        ),
        migrations.CreateModel(
            name="Headcount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("approved", models.PositiveIntegerField(default=0, verbose_name="approved")),
                ("reduced", models.PositiveIntegerField(default=0, verbose_name="taken away")),
                ("reserved", models.PositiveIntegerField(default=0, verbose_name="reserved")),
                ("filled", models.PositiveIntegerField(default=0, verbose_name="filled")),
                (
                    "department",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="headcounts",
                        to="staff.department",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="headcounts", to="staff.post"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("department", "post"), name="headcount_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "approved__gte",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("reduced"), "+", models.F("reserved")
                                    ),
                                    "+",
                                    models.F("filled"),
                                ),
                            )
                        ),
                        name="headcount_open_not_below_zero",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HeadcountEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("approved", models.PositiveIntegerField(default=0, verbose_name="approved")),
                ("reduced", models.PositiveIntegerField(default=0, verbose_name="taken away")),
                ("reserved", models.PositiveIntegerField(default=0, verbose_name="reserved")),
                ("filled", models.PositiveIntegerField(default=0, verbose_name="filled")),
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
                        to="requisitions.headcount",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
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
            name="HeadcountMove",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("approve", "Approved"),
                            ("reduce", "Taken away"),
                            ("reserve", "Reserved"),
                            ("release", "Released"),
                            ("fill", "Filled"),
                            ("reopen", "Opened again"),
                            ("leave", "Left"),
                        ],
                        max_length=10,
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("moved_at", models.DateTimeField()),
                (
                    "headcount",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="moves", to="requisitions.headcount"
                    ),
                ),
                (
                    "moved_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="staff.employee"
                    ),
                ),
                (
                    "requisition",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moves",
                        to="requisitions.requisition",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("requisition__isnull", False)),
                        fields=["requisition"],
                        name="headcount_move_comes_of",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)), name="headcount_move_of_one_or_more"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("requisition__isnull", False), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="headcount_move_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Position",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=60, verbose_name="post")),
                ("number", models.PositiveSmallIntegerField(verbose_name="people needed")),
                ("duties", models.TextField(verbose_name="duties")),
                ("skills", models.TextField(verbose_name="skills")),
                ("experience", models.TextField(verbose_name="experience")),
                ("reason", models.TextField(verbose_name="reason")),
                ("needed_by", models.DateField(verbose_name="needed by")),
                (
                    "answer",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="positions",
                        to="requisitions.answer",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="positions",
                        to="staff.post",
                    ),
                ),
            ],
            options={
                "ordering": ["place"],
                "constraints": [
                    models.UniqueConstraint(fields=("answer", "place"), name="position_place_once"),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1), ("number__lte", 99)), name="position_number_in_bounds"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PositionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("place", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=60, verbose_name="post")),
                ("number", models.PositiveSmallIntegerField(verbose_name="people needed")),
                ("duties", models.TextField(verbose_name="duties")),
                ("skills", models.TextField(verbose_name="skills")),
                ("experience", models.TextField(verbose_name="experience")),
                ("reason", models.TextField(verbose_name="reason")),
                ("needed_by", models.DateField(verbose_name="needed by")),
                (
                    "answer",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="requisitions.answer",
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
                        to="requisitions.position",
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
            name="RequisitionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("number", models.CharField(max_length=30)),
                ("round", models.PositiveSmallIntegerField(default=1)),
                ("next_due_at", models.DateTimeField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "To be answered"),
                            ("answered", "To be accepted"),
                            ("accepted", "To be approved"),
                            ("approved", "Approved"),
                            ("noted", "Nobody needed"),
                            ("refused", "Refused"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="asked",
                        max_length=12,
                    ),
                ),
                ("asked_at", models.DateTimeField(blank=True, null=True)),
                ("none", models.BooleanField(null=True)),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="reason")),
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
                        to="requisitions.requisition",
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
                (
                    "asked_in",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="requisitions.requisitionround",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="headcount",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_rows",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="d47d78d9da8919c8423ccd71921890fbc1abc405",
                    operation="DELETE",
                    pgid="pgtrigger_keep_rows_1a705",
                    table="requisitions_headcount",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="headcount",
            trigger=pgtrigger.compiler.Trigger(
                name="place_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."department_id" IS DISTINCT FROM (NEW."department_id") OR OLD."post_id" IS DISTINCT FROM (NEW."post_id"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="d4414188e4bea55364ba163d5af3295f609c31af",
                    operation="UPDATE",
                    pgid="pgtrigger_place_stays_ed8d6",
                    table="requisitions_headcount",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="headcount",
            trigger=pgtrigger.compiler.Trigger(
                name="balance_is_the_sum",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    constraint="CONSTRAINT",
                    func="\n            IF EXISTS (\n                SELECT FROM requisitions_headcount WHERE id = NEW.id AND (approved, reduced, reserved, filled) <>\n                    (SELECT COALESCE(SUM(CASE kind WHEN 'approve' THEN 1 * number ELSE 0 END), 0), COALESCE(SUM(CASE kind WHEN 'leave' THEN 1 * number WHEN 'reduce' THEN 1 * number ELSE 0 END), 0), COALESCE(SUM(CASE kind WHEN 'fill' THEN -1 * number WHEN 'release' THEN -1 * number WHEN 'reserve' THEN 1 * number ELSE 0 END), 0), COALESCE(SUM(CASE kind WHEN 'fill' THEN 1 * number WHEN 'leave' THEN -1 * number WHEN 'reopen' THEN -1 * number ELSE 0 END), 0) FROM requisitions_headcountmove WHERE headcount_id = NEW.id)\n            ) THEN\n                RAISE EXCEPTION 'headcount % is not the sum of its moves', NEW.id USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="09e60d7d3da1f1ef118a7cf0ac0d81db41e23f73",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_balance_is_the_sum_42747",
                    table="requisitions_headcount",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="headcount",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "requisitions_headcountevent" ("approved", "department_id", "filled", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id", "reduced", "reserved") VALUES (NEW."approved", NEW."department_id", NEW."filled", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."post_id", NEW."reduced", NEW."reserved"); RETURN NULL;',
                    hash="756dc6afebb61b32d50e7053e8268e90d7367fff",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_fd5c7",
                    table="requisitions_headcount",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="headcount",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "requisitions_headcountevent" ("approved", "department_id", "filled", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id", "reduced", "reserved") VALUES (NEW."approved", NEW."department_id", NEW."filled", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."post_id", NEW."reduced", NEW."reserved"); RETURN NULL;',
                    hash="035d7bd09a7e1e3637ad431694829d100f418063",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b39f0",
                    table="requisitions_headcount",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="headcount",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "requisitions_headcountevent" ("approved", "department_id", "filled", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id", "reduced", "reserved") VALUES (OLD."approved", OLD."department_id", OLD."filled", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."post_id", OLD."reduced", OLD."reserved"); RETURN NULL;',
                    hash="8b6c54db9668e681f14e4cbd6e9376f0e67ffcd6",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f830d",
                    table="requisitions_headcount",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="headcountevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="380c4bb988c75fe30ef7991c8357e3a3a5191fd9",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_eae69",
                    table="requisitions_headcountevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="position",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_rows",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="6dd5b12a706878fcaca7e6ddf843f0202c166076",
                    operation="DELETE",
                    pgid="pgtrigger_keep_rows_dcefe",
                    table="requisitions_position",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="position",
            trigger=pgtrigger.compiler.Trigger(
                name="word_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."answer_id" IS DISTINCT FROM (NEW."answer_id") OR OLD."duties" IS DISTINCT FROM (NEW."duties") OR OLD."experience" IS DISTINCT FROM (NEW."experience") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."needed_by" IS DISTINCT FROM (NEW."needed_by") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."place" IS DISTINCT FROM (NEW."place") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."skills" IS DISTINCT FROM (NEW."skills"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="7b58354a2493359db2d3609338fee2e6cb776b5b",
                    operation="UPDATE",
                    pgid="pgtrigger_word_stays_5de68",
                    table="requisitions_position",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="position",
            trigger=pgtrigger.compiler.Trigger(
                name="post_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."post_id" IS NOT NULL AND OLD."post_id" IS DISTINCT FROM (NEW."post_id"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="feafe78c1be715d9ddbeb47b6e5cdcc06bb17957",
                    operation="UPDATE",
                    pgid="pgtrigger_post_stays_6f2d5",
                    table="requisitions_position",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="position",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "requisitions_positionevent" ("answer_id", "duties", "experience", "id", "name", "needed_by", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "post_id", "reason", "skills") VALUES (NEW."answer_id", NEW."duties", NEW."experience", NEW."id", NEW."name", NEW."needed_by", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."post_id", NEW."reason", NEW."skills"); RETURN NULL;',
                    hash="3d311a74c6240a49e418a1d9f9820f997d142383",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_84c80",
                    table="requisitions_position",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="position",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "requisitions_positionevent" ("answer_id", "duties", "experience", "id", "name", "needed_by", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "post_id", "reason", "skills") VALUES (NEW."answer_id", NEW."duties", NEW."experience", NEW."id", NEW."name", NEW."needed_by", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."post_id", NEW."reason", NEW."skills"); RETURN NULL;',
                    hash="0cb88863d694e62a01817d518cd561a69bfe86e3",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_9b38c",
                    table="requisitions_position",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="position",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "requisitions_positionevent" ("answer_id", "duties", "experience", "id", "name", "needed_by", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "post_id", "reason", "skills") VALUES (OLD."answer_id", OLD."duties", OLD."experience", OLD."id", OLD."name", OLD."needed_by", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place", OLD."post_id", OLD."reason", OLD."skills"); RETURN NULL;',
                    hash="925c779fff4c2ff519716b04158ba99372e8e053",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2a727",
                    table="requisitions_position",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="positionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="fdd3441fab463708d196f0851e7852a05c8d9d7e",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_72bfd",
                    table="requisitions_positionevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="headcountmove",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_rows",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="9c1dc1ede10cca49b9ec4c4b2b17370911bbca2f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_keep_rows_8e14d",
                    table="requisitions_headcountmove",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="headcountmove",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_table",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'rows of % are kept', TG_TABLE_NAME;",
                    hash="0d004ccc134d67e74a9019f07afd3b65373e97ba",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_keep_table_7baad",
                    table="requisitions_headcountmove",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="headcountmove",
            trigger=pgtrigger.compiler.Trigger(
                name="balance_is_the_sum",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    constraint="CONSTRAINT",
                    func="\n            IF EXISTS (\n                SELECT FROM requisitions_headcount WHERE id = NEW.headcount_id AND (approved, reduced, reserved, filled) <>\n                    (SELECT COALESCE(SUM(CASE kind WHEN 'approve' THEN 1 * number ELSE 0 END), 0), COALESCE(SUM(CASE kind WHEN 'leave' THEN 1 * number WHEN 'reduce' THEN 1 * number ELSE 0 END), 0), COALESCE(SUM(CASE kind WHEN 'fill' THEN -1 * number WHEN 'release' THEN -1 * number WHEN 'reserve' THEN 1 * number ELSE 0 END), 0), COALESCE(SUM(CASE kind WHEN 'fill' THEN 1 * number WHEN 'leave' THEN -1 * number WHEN 'reopen' THEN -1 * number ELSE 0 END), 0) FROM requisitions_headcountmove WHERE headcount_id = NEW.headcount_id)\n            ) THEN\n                RAISE EXCEPTION 'headcount % is not the sum of its moves', NEW.headcount_id USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="8075f18445065f3b781af22c93fcf5f7ed9ad85c",
                    operation="INSERT",
                    pgid="pgtrigger_balance_is_the_sum_55fe4",
                    table="requisitions_headcountmove",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="answer",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_rows",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="61e1c3c399518e37f3570c18aaa26d61bb897855",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_keep_rows_513ac",
                    table="requisitions_answer",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="answer",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_table",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'rows of % are kept', TG_TABLE_NAME;",
                    hash="3e467ae54a8ab5ae29ad50fdce232817260f7a1e",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_keep_table_98403",
                    table="requisitions_answer",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="answer",
            trigger=pgtrigger.compiler.Trigger(
                name="none_or_some",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    constraint="CONSTRAINT",
                    func="\n        IF NEW.none = EXISTS (SELECT FROM requisitions_position WHERE answer_id = NEW.id) THEN\n            RAISE EXCEPTION 'answer % says neither none nor some, or both', NEW.id\n            USING ERRCODE = 'check_violation';\n        END IF;\n        RETURN NULL;\n    ",
                    hash="00888781f6e2923b140cf3e066202bbd9fb6597f",
                    operation="INSERT",
                    pgid="pgtrigger_none_or_some_2abae",
                    table="requisitions_answer",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="requisitionround",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_rows",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="213ddf9bd7850063eb906e6278e4e0c273e7e883",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_keep_rows_24b29",
                    table="requisitions_requisitionround",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="requisitionround",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_table",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'rows of % are kept', TG_TABLE_NAME;",
                    hash="a2c6f116766860c733efdeffad0c9d03c63afe14",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_keep_table_6368a",
                    table="requisitions_requisitionround",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="requisitionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="0c6bf95bb6e1c2afae042e8d147517b3381b6167",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_83fa7",
                    table="requisitions_requisitionevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="requisition",
            trigger=pgtrigger.compiler.Trigger(
                name="steps",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{accepted:approved,accepted:asked,accepted:refused,answered:accepted,answered:asked,answered:noted,answered:withdrawn,asked:answered,asked:withdrawn}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="3f3428d3339292017d4e4200ce7beb720f200b57",
                    operation="UPDATE",
                    pgid="pgtrigger_steps_9e365",
                    table="requisitions_requisition",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="requisition",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_rows",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="13bb3e7cea4ed89f58979af93cc7c855f0f13c0b",
                    operation="DELETE",
                    pgid="pgtrigger_keep_rows_afbc2",
                    table="requisitions_requisition",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="requisition",
            trigger=pgtrigger.compiler.Trigger(
                name="question_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."department_id" IS DISTINCT FROM (NEW."department_id") OR OLD."estate_id" IS DISTINCT FROM (NEW."estate_id") OR OLD."asked_in_id" IS DISTINCT FROM (NEW."asked_in_id") OR OLD."rulebook_version_id" IS DISTINCT FROM (NEW."rulebook_version_id"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="bc74655995bac3efdb3c7eeb4dd803cdafb29e78",
                    operation="UPDATE",
                    pgid="pgtrigger_question_stays_88d05",
                    table="requisitions_requisition",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="requisition",
            trigger=pgtrigger.compiler.Trigger(
                name="rounds_only_grow",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."round" > (NEW."round"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="188832ce4917122c502d689f4575b976045bb2c8",
                    operation="UPDATE",
                    pgid="pgtrigger_rounds_only_grow_fdfe3",
                    table="requisitions_requisition",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="requisition",
            trigger=pgtrigger.compiler.Trigger(
                name="answer_stands",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.none IS NOT NULL)",
                    constraint="CONSTRAINT",
                    declare="DECLARE here requisitions_requisition%ROWTYPE; said boolean;",
                    func="\n        SELECT * INTO here FROM requisitions_requisition WHERE id = NEW.id;\n        SELECT none INTO said FROM requisitions_answer\n        WHERE requisition_id = here.id AND round = here.round ORDER BY id DESC LIMIT 1;\n        IF here.none IS NOT NULL AND said IS DISTINCT FROM here.none THEN\n            RAISE EXCEPTION 'requisition % does not say what the last answer of its round says', here.id\n            USING ERRCODE = 'check_violation';\n        END IF;\n        RETURN NULL;\n    ",
                    hash="d3dfad1d779f76bf6319b0596b50fb54e467bf0d",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_answer_stands_20c7f",
                    table="requisitions_requisition",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="requisition",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "requisitions_requisitionevent" ("asked_at", "asked_in_id", "department_id", "estate_id", "id", "next_due_at", "none", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "round", "rulebook_version_id", "state", "version") VALUES (NEW."asked_at", NEW."asked_in_id", NEW."department_id", NEW."estate_id", NEW."id", NEW."next_due_at", NEW."none", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."round", NEW."rulebook_version_id", NEW."state", NEW."version"); RETURN NULL;',
                    hash="8909759300e5f483d103d9f321ed6924a1f1d643",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_9fb13",
                    table="requisitions_requisition",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="requisition",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "requisitions_requisitionevent" ("asked_at", "asked_in_id", "department_id", "estate_id", "id", "next_due_at", "none", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "round", "rulebook_version_id", "state", "version") VALUES (NEW."asked_at", NEW."asked_in_id", NEW."department_id", NEW."estate_id", NEW."id", NEW."next_due_at", NEW."none", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."round", NEW."rulebook_version_id", NEW."state", NEW."version"); RETURN NULL;',
                    hash="21f57f64ab55f23de8e1e11ca33af7629ef308f6",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3b2d9",
                    table="requisitions_requisition",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="requisition",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "requisitions_requisitionevent" ("asked_at", "asked_in_id", "department_id", "estate_id", "id", "next_due_at", "none", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "round", "rulebook_version_id", "state", "version") VALUES (OLD."asked_at", OLD."asked_in_id", OLD."department_id", OLD."estate_id", OLD."id", OLD."next_due_at", OLD."none", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason", OLD."round", OLD."rulebook_version_id", OLD."state", OLD."version"); RETURN NULL;',
                    hash="95e22e2fc3de74ffa52c668aae70d147b1bdc674",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e4e62",
                    table="requisitions_requisition",
                    when="AFTER",
                ),
            ),
        ),
    ]
