import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
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
        ("kernel", "0002_all_tables"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("rulebook", "0001_all_tables"),
        ("staff", "0001_all_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="Category",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=30, unique=True)),
                ("name_zh", models.CharField(max_length=40)),
                ("name_en", models.CharField(max_length=60)),
                (
                    "department_kind",
                    models.CharField(
                        choices=[
                            ("customer_service", "Customer service"),
                            ("engineering", "Engineering"),
                            ("security", "Security"),
                            ("cleaning", "Cleaning"),
                            ("administration", "Administration"),
                        ],
                        max_length=20,
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("active", models.BooleanField(default=True)),
            ],
            options={
                "ordering": ["position", "id"],
            },
        ),
        migrations.CreateModel(
            name="CategoryEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("code", models.CharField(max_length=30)),
                ("name_zh", models.CharField(max_length=40)),
                ("name_en", models.CharField(max_length=60)),
                (
                    "department_kind",
                    models.CharField(
                        choices=[
                            ("customer_service", "Customer service"),
                            ("engineering", "Engineering"),
                            ("security", "Security"),
                            ("cleaning", "Cleaning"),
                            ("administration", "Administration"),
                        ],
                        max_length=20,
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("active", models.BooleanField(default=True)),
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
                        to="complaints.category",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Complaint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=30, unique=True)),
                ("round", models.PositiveSmallIntegerField(default=1)),
                ("next_due_at", models.DateTimeField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("place", models.CharField(blank=True, max_length=80, verbose_name="place")),
                ("anonymous", models.BooleanField(default=False)),
                ("contact_name", models.CharField(blank=True, max_length=80, verbose_name="name")),
                ("contact_phone", models.CharField(blank=True, max_length=20, verbose_name="phone")),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("walk_in", "In person"),
                            ("phone", "Phone"),
                            ("online", "Owner's page"),
                            ("wechat", "WeChat"),
                            ("sms", "Text message"),
                            ("api", "Other system"),
                            ("posted", "Notice board"),
                        ],
                        max_length=10,
                        verbose_name="channel",
                    ),
                ),
                ("text", models.TextField(verbose_name="what the owner says")),
                ("received_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField()),
                ("backdating_reason", models.CharField(blank=True, max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[("ordinary", "Ordinary"), ("complex", "Complex")], default="ordinary", max_length=10
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("registered", "To be dispatched"),
                            ("dispatched", "To be accepted"),
                            ("accepted", "In hand"),
                            ("resolved", "To be followed up"),
                            ("closed", "Closed"),
                        ],
                        default="registered",
                        max_length=12,
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("satisfied", "Satisfied"),
                            ("withdrawn", "Withdrawn"),
                            ("unreachable", "Owner not reached"),
                            ("no_contact", "No contact left"),
                        ],
                        max_length=12,
                    ),
                ),
                ("plan", models.TextField(blank=True)),
                ("agreed_due_at", models.DateTimeField(blank=True, null=True)),
                ("report_every_hours", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("replied_at", models.DateTimeField(blank=True, null=True)),
                ("resolution", models.TextField(blank=True)),
                ("resolved_at", models.DateTimeField(blank=True, null=True)),
                ("satisfaction", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("urges", models.PositiveSmallIntegerField(default=0)),
                (
                    "about_employee",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complaints_about",
                        to="staff.employee",
                    ),
                ),
                (
                    "building",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complaints",
                        to="estates.building",
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="complaints", to="complaints.category"
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complaints",
                        to="staff.department",
                    ),
                ),
                (
                    "estate",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complaints",
                        to="estates.estate",
                    ),
                ),
                (
                    "handler",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handled_complaints",
                        to="staff.employee",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="complaints.complaint",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complaints",
                        to="estates.person",
                    ),
                ),
                (
                    "registered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="registered_complaints",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complaints",
                        to="estates.room",
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
                    models.Index(fields=["estate", "-id"], name="complaint_newest"),
                    models.Index(
                        condition=models.Q(("closed_at__isnull", True)),
                        fields=["estate", "next_due_at", "id"],
                        name="complaint_open",
                    ),
                    models.Index(fields=["estate", "state", "next_due_at", "id"], name="complaint_by_state"),
                    models.Index(
                        condition=models.Q(("closed_at__isnull", True)),
                        fields=["department", "next_due_at", "id"],
                        name="complaint_open_dept",
                    ),
                    models.Index(fields=["person", "-id"], name="complaint_of_person"),
                    models.Index(
                        condition=models.Q(("closed_at__isnull", True)),
                        fields=["next_due_at", "id"],
                        name="complaint_open_all",
                    ),
                    models.Index(
                        condition=models.Q(("closed_at__isnull", True)), fields=["-id"], name="complaint_open_latest"
                    ),
                    models.Index(fields=["estate", "received_at"], name="complaint_received"),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(
                            django.db.models.functions.text.Upper("text"), name="gin_trgm_ops"
                        ),
                        name="complaint_text_trgm",
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["number"], name="complaint_number_trgm", opclasses=["gin_trgm_ops"]
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_at__isnull", False),
                                ("state", "closed"),
                                models.Q(("outcome", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("state", "closed"), _negated=True),
                                ("closed_at__isnull", True),
                                ("outcome", ""),
                            ),
                            _connector="OR",
                        ),
                        name="complaint_closed_has_outcome",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "satisfied"), _negated=True), ("satisfaction__gte", 1), _connector="OR"
                        ),
                        name="complaint_satisfied_by_word",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "accepted"), _negated=True),
                            models.Q(("department__isnull", False), ("handler__isnull", False)),
                            _connector="OR",
                        ),
                        name="complaint_accepted_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "dispatched"), _negated=True),
                            ("department__isnull", False),
                            _connector="OR",
                        ),
                        name="complaint_dispatched_somewhere",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "complex"), _negated=True),
                            models.Q(("agreed_due_at__isnull", False), ("report_every_hours__gte", 1)),
                            _connector="OR",
                        ),
                        name="complaint_complex_by_agreement",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("received_at__lte", models.F("recorded_at"))),
                        name="complaint_received_before_recorded",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("merged_into", models.F("id")), _negated=True),
                        name="complaint_merged_into_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ComplaintEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("number", models.CharField(max_length=30)),
                ("round", models.PositiveSmallIntegerField(default=1)),
                ("next_due_at", models.DateTimeField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("place", models.CharField(blank=True, max_length=80, verbose_name="place")),
                ("anonymous", models.BooleanField(default=False)),
                ("contact_name", models.CharField(blank=True, max_length=80, verbose_name="name")),
                ("contact_phone", models.CharField(blank=True, max_length=20, verbose_name="phone")),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("walk_in", "In person"),
                            ("phone", "Phone"),
                            ("online", "Owner's page"),
                            ("wechat", "WeChat"),
                            ("sms", "Text message"),
                            ("api", "Other system"),
                            ("posted", "Notice board"),
                        ],
                        max_length=10,
                        verbose_name="channel",
                    ),
                ),
                ("text", models.TextField(verbose_name="what the owner says")),
                ("received_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField()),
                ("backdating_reason", models.CharField(blank=True, max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[("ordinary", "Ordinary"), ("complex", "Complex")], default="ordinary", max_length=10
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("registered", "To be dispatched"),
                            ("dispatched", "To be accepted"),
                            ("accepted", "In hand"),
                            ("resolved", "To be followed up"),
                            ("closed", "Closed"),
                        ],
                        default="registered",
                        max_length=12,
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("satisfied", "Satisfied"),
                            ("withdrawn", "Withdrawn"),
                            ("unreachable", "Owner not reached"),
                            ("no_contact", "No contact left"),
                        ],
                        max_length=12,
                    ),
                ),
                ("plan", models.TextField(blank=True)),
                ("agreed_due_at", models.DateTimeField(blank=True, null=True)),
                ("report_every_hours", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("replied_at", models.DateTimeField(blank=True, null=True)),
                ("resolution", models.TextField(blank=True)),
                ("resolved_at", models.DateTimeField(blank=True, null=True)),
                ("satisfaction", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("urges", models.PositiveSmallIntegerField(default=0)),
                (
                    "about_employee",
                    models.ForeignKey(
                        blank=True,
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
                    "building",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="estates.building",
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="complaints.category",
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
                    "handler",
                    models.ForeignKey(
                        blank=True,
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
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="complaints.complaint",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="estates.person",
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
                        to="complaints.complaint",
                    ),
                ),
                (
                    "registered_by",
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
                    "room",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="estates.room",
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
        migrations.CreateModel(
            name="Conversion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("round", models.PositiveSmallIntegerField()),
                ("agreed_by", models.CharField(max_length=80)),
                ("agreed_at", models.DateTimeField()),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("walk_in", "In person"),
                            ("phone", "Phone"),
                            ("online", "Owner's page"),
                            ("wechat", "WeChat"),
                            ("sms", "Text message"),
                            ("api", "Other system"),
                            ("posted", "Notice board"),
                        ],
                        max_length=10,
                    ),
                ),
                ("due_at", models.DateTimeField()),
                ("report_every_hours", models.PositiveSmallIntegerField()),
                ("reason", models.CharField(max_length=300)),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conversions",
                        to="complaints.complaint",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FollowUpAttempt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("round", models.PositiveSmallIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("walk_in", "In person"),
                            ("phone", "Phone"),
                            ("online", "Owner's page"),
                            ("wechat", "WeChat"),
                            ("sms", "Text message"),
                            ("api", "Other system"),
                            ("posted", "Notice board"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reached", models.BooleanField()),
                ("score", models.PositiveSmallIntegerField(null=True)),
                ("reasons", models.CharField(blank=True, max_length=500)),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follow_up_attempts",
                        to="complaints.complaint",
                    ),
                ),
                (
                    "employee",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="staff.employee"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("score__isnull", True),
                            models.Q(("reached", True), ("score__gte", 1), ("score__lte", 5)),
                            _connector="OR",
                        ),
                        name="follow_up_score_from_owner",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Photo",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file", models.CharField(max_length=120)),
                ("thumbnail", models.CharField(max_length=120)),
                ("width", models.PositiveIntegerField()),
                ("height", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("created_at", models.DateTimeField()),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="photos", to="complaints.complaint"
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="photos", to="kernel.timelineentry"
                    ),
                ),
            ],
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="category",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "complaints_categoryevent" ("active", "code", "department_kind", "id", "name_en", "name_zh", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (NEW."active", NEW."code", NEW."department_kind", NEW."id", NEW."name_en", NEW."name_zh", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position"); RETURN NULL;',
                    hash="80e8ac1c51bc95664af39795433a76df1e3bbbea",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f08de",
                    table="complaints_category",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="category",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "complaints_categoryevent" ("active", "code", "department_kind", "id", "name_en", "name_zh", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (NEW."active", NEW."code", NEW."department_kind", NEW."id", NEW."name_en", NEW."name_zh", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position"); RETURN NULL;',
                    hash="0e0e8dd1f3f46b210f76771726d3a87bcfe00ca5",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f0253",
                    table="complaints_category",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="category",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "complaints_categoryevent" ("active", "code", "department_kind", "id", "name_en", "name_zh", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (OLD."active", OLD."code", OLD."department_kind", OLD."id", OLD."name_en", OLD."name_zh", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position"); RETURN NULL;',
                    hash="5f8402c04e00c75c593ff7ae36669ffec0460e85",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8dc27",
                    table="complaints_category",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="categoryevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="772a8358cf17f3d11d2714b1af0d3e4430a27d2d",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_9a712",
                    table="complaints_categoryevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="complaint",
            trigger=pgtrigger.compiler.Trigger(
                name="steps",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{accepted:closed,accepted:dispatched,accepted:registered,accepted:resolved,dispatched:accepted,dispatched:closed,dispatched:registered,registered:accepted,registered:closed,registered:dispatched,resolved:closed,resolved:dispatched}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="58b5d0501da196d34ff93a5a818af931dfb27d82",
                    operation="UPDATE",
                    pgid="pgtrigger_steps_f39da",
                    table="complaints_complaint",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="complaint",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_rows",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="dd0ff5d3d6b751f311276971c91abdbcea309aa4",
                    operation="DELETE",
                    pgid="pgtrigger_keep_rows_7e0be",
                    table="complaints_complaint",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="complaint",
            trigger=pgtrigger.compiler.Trigger(
                name="word_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."received_at" IS DISTINCT FROM (NEW."received_at") OR OLD."rulebook_version_id" IS DISTINCT FROM (NEW."rulebook_version_id"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="a68c48417f14391316d5acabf4eba277b6d96619",
                    operation="UPDATE",
                    pgid="pgtrigger_word_stays_f9075",
                    table="complaints_complaint",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="complaint",
            trigger=pgtrigger.compiler.Trigger(
                name="rounds_only_grow",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."round" > (NEW."round"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="7b4c8d0dfdd3d96458b58b98bc7edf045434137f",
                    operation="UPDATE",
                    pgid="pgtrigger_rounds_only_grow_da01f",
                    table="complaints_complaint",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="complaint",
            trigger=pgtrigger.compiler.Trigger(
                name="joins_a_case_at_work",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.merged_into_id IS NOT NULL)",
                    func="\n        IF TG_OP = 'UPDATE' AND OLD.merged_into_id = NEW.merged_into_id THEN\n            RETURN NEW;\n        END IF;\n        PERFORM FROM complaints_complaint AS main\n        WHERE main.id = NEW.merged_into_id AND main.merged_into_id IS NULL AND main.state IN ('accepted', 'dispatched', 'registered') FOR SHARE;\n        IF NOT FOUND THEN\n            RAISE EXCEPTION 'complaint % is merged into one that is a double itself or not at work', NEW.id\n            USING ERRCODE = 'check_violation';\n        END IF;\n        RETURN NEW;\n    ",
                    hash="e0da9e077872503ff3a2afc86328dbdbba3dd0b1",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_joins_a_case_at_work_d070f",
                    table="complaints_complaint",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="complaint",
            trigger=pgtrigger.compiler.Trigger(
                name="group_stays_whole",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.state IS DISTINCT FROM NEW.state OR OLD.merged_into_id IS DISTINCT FROM NEW.merged_into_id)",
                    constraint="CONSTRAINT",
                    declare="DECLARE here complaints_complaint%ROWTYPE;",
                    func="\n        SELECT * INTO here FROM complaints_complaint WHERE id = NEW.id;\n        IF here.merged_into_id IS NOT NULL\n            AND EXISTS (SELECT FROM complaints_complaint WHERE merged_into_id = here.id)\n        THEN\n            RAISE EXCEPTION 'complaint % is a double, and others are merged into it', here.id\n            USING ERRCODE = 'check_violation';\n        END IF;\n        IF here.state NOT IN ('accepted', 'dispatched', 'registered')\n            AND EXISTS (SELECT FROM complaints_complaint\n                WHERE merged_into_id = here.id AND state IN ('accepted', 'dispatched', 'registered'))\n        THEN\n            RAISE EXCEPTION 'complaint % leaves doubles behind that are still at work', here.id\n            USING ERRCODE = 'check_violation';\n        END IF;\n        IF here.merged_into_id IS NOT NULL AND here.state IN ('accepted', 'dispatched', 'registered')\n            AND NOT EXISTS (SELECT FROM complaints_complaint AS main\n                WHERE main.id = here.merged_into_id AND main.state IN ('accepted', 'dispatched', 'registered'))\n        THEN\n            RAISE EXCEPTION 'complaint % is at work, but the one that it is merged into is not', here.id\n            USING ERRCODE = 'check_violation';\n        END IF;\n        RETURN NULL;\n    ",
                    hash="b8cc647288f5bb6b343aa2b8476826b66ec68f33",
                    operation="UPDATE",
                    pgid="pgtrigger_group_stays_whole_b7e4d",
                    table="complaints_complaint",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="complaint",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "complaints_complaintevent" ("about_employee_id", "agreed_due_at", "anonymous", "backdating_reason", "building_id", "category_id", "channel", "closed_at", "contact_name", "contact_phone", "department_id", "estate_id", "handler_id", "id", "kind", "merged_into_id", "next_due_at", "number", "outcome", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "plan", "received_at", "recorded_at", "registered_by_id", "replied_at", "report_every_hours", "resolution", "resolved_at", "room_id", "round", "rulebook_version_id", "satisfaction", "state", "text", "urges", "version") VALUES (NEW."about_employee_id", NEW."agreed_due_at", NEW."anonymous", NEW."backdating_reason", NEW."building_id", NEW."category_id", NEW."channel", NEW."closed_at", NEW."contact_name", NEW."contact_phone", NEW."department_id", NEW."estate_id", NEW."handler_id", NEW."id", NEW."kind", NEW."merged_into_id", NEW."next_due_at", NEW."number", NEW."outcome", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."plan", NEW."received_at", NEW."recorded_at", NEW."registered_by_id", NEW."replied_at", NEW."report_every_hours", NEW."resolution", NEW."resolved_at", NEW."room_id", NEW."round", NEW."rulebook_version_id", NEW."satisfaction", NEW."state", NEW."text", NEW."urges", NEW."version"); RETURN NULL;',
                    hash="19b7c8d03e625832308d0368979268a6c28665be",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_85fac",
                    table="complaints_complaint",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="complaint",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "complaints_complaintevent" ("about_employee_id", "agreed_due_at", "anonymous", "backdating_reason", "building_id", "category_id", "channel", "closed_at", "contact_name", "contact_phone", "department_id", "estate_id", "handler_id", "id", "kind", "merged_into_id", "next_due_at", "number", "outcome", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "plan", "received_at", "recorded_at", "registered_by_id", "replied_at", "report_every_hours", "resolution", "resolved_at", "room_id", "round", "rulebook_version_id", "satisfaction", "state", "text", "urges", "version") VALUES (NEW."about_employee_id", NEW."agreed_due_at", NEW."anonymous", NEW."backdating_reason", NEW."building_id", NEW."category_id", NEW."channel", NEW."closed_at", NEW."contact_name", NEW."contact_phone", NEW."department_id", NEW."estate_id", NEW."handler_id", NEW."id", NEW."kind", NEW."merged_into_id", NEW."next_due_at", NEW."number", NEW."outcome", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."plan", NEW."received_at", NEW."recorded_at", NEW."registered_by_id", NEW."replied_at", NEW."report_every_hours", NEW."resolution", NEW."resolved_at", NEW."room_id", NEW."round", NEW."rulebook_version_id", NEW."satisfaction", NEW."state", NEW."text", NEW."urges", NEW."version"); RETURN NULL;',
                    hash="b50bd9c177e9a18250d3e1d018ec3777d7ad7f13",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_36c30",
                    table="complaints_complaint",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="complaint",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "complaints_complaintevent" ("about_employee_id", "agreed_due_at", "anonymous", "backdating_reason", "building_id", "category_id", "channel", "closed_at", "contact_name", "contact_phone", "department_id", "estate_id", "handler_id", "id", "kind", "merged_into_id", "next_due_at", "number", "outcome", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "plan", "received_at", "recorded_at", "registered_by_id", "replied_at", "report_every_hours", "resolution", "resolved_at", "room_id", "round", "rulebook_version_id", "satisfaction", "state", "text", "urges", "version") VALUES (OLD."about_employee_id", OLD."agreed_due_at", OLD."anonymous", OLD."backdating_reason", OLD."building_id", OLD."category_id", OLD."channel", OLD."closed_at", OLD."contact_name", OLD."contact_phone", OLD."department_id", OLD."estate_id", OLD."handler_id", OLD."id", OLD."kind", OLD."merged_into_id", OLD."next_due_at", OLD."number", OLD."outcome", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place", OLD."plan", OLD."received_at", OLD."recorded_at", OLD."registered_by_id", OLD."replied_at", OLD."report_every_hours", OLD."resolution", OLD."resolved_at", OLD."room_id", OLD."round", OLD."rulebook_version_id", OLD."satisfaction", OLD."state", OLD."text", OLD."urges", OLD."version"); RETURN NULL;',
                    hash="282364c7ca55e7b4c3cc1dafeb13932e320c0099",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a79b8",
                    table="complaints_complaint",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="complaintevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="74052a534e71dac9970ee5a73a0d0ce95ee9fa73",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_17d31",
                    table="complaints_complaintevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="conversion",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_rows",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="74ee159789202128bbc99b9c6e2ef16074d60fd6",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_keep_rows_f2221",
                    table="complaints_conversion",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="conversion",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_table",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'rows of % are kept', TG_TABLE_NAME;",
                    hash="2ffeffbe95f37624443a1e6d2e2a5ccbb65548f6",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_keep_table_f9b02",
                    table="complaints_conversion",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="followupattempt",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_rows",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="a0b5d3f8cfc083247c2423b3cf65f0d1fae9f4a1",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_keep_rows_04206",
                    table="complaints_followupattempt",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="followupattempt",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_table",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'rows of % are kept', TG_TABLE_NAME;",
                    hash="b90ede81e6d443eaa0a19a1929c660175d4e9ec7",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_keep_table_b435d",
                    table="complaints_followupattempt",
                    when="BEFORE",
                ),
            ),
        ),
    ]
