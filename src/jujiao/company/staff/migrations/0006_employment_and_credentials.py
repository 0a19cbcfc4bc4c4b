import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.constraints
import django.db.models.deletion
import django.db.models.functions.comparison
import jujiao.rules.people.credentials
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("estates", "0007_desk_phone"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("staff", "0005_rooms_continue"),
    ]

    operations = [
        migrations.CreateModel(
            name="Bar",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("confined", "Confined, or held by the police three times or more (17.1)"),
                            ("convicted", "Punished for a crime committed on purpose (17.2)"),
                            ("revoked", "Guard's licence revoked (17.3)"),
                        ],
                        max_length=10,
                    ),
                ),
                ("since", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                ("struck_at", models.DateTimeField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "employee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="bars", to="staff.employee"
                    ),
                ),
                (
                    "recorded_by",
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
                    models.UniqueConstraint(
                        condition=models.Q(("struck_at__isnull", True)),
                        fields=("employee", "kind", "since"),
                        name="bar_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Employment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("full_time", "Full time"),
                            ("part_time", "Part time"),
                            ("dispatched", "Sent by an agency"),
                            ("retired", "Retired, employed again"),
                            ("trainee", "Trainee"),
                        ],
                        max_length=12,
                        verbose_name="form of employment",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "employee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="employments", to="staff.employee"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                        ),
                        name="employment_days_in_order",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        expressions=[
                            ("employee", "="),
                            (
                                models.Func(
                                    "starts_on",
                                    "ends_on",
                                    django.contrib.postgres.fields.ranges.RangeBoundary(
                                        inclusive_lower=True, inclusive_upper=True
                                    ),
                                    function="daterange",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="employment_one_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Contract",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("fixed", "Fixed term"), ("open", "No fixed term"), ("task", "Until a task is done")],
                        max_length=6,
                        verbose_name="kind of contract",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                ("signed_on", models.DateField(blank=True, null=True, verbose_name="signed on")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "employment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="contracts", to="staff.employment"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                        ),
                        name="contract_days_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ends_on__isnull", False), ("kind", "fixed")),
                            models.Q(("ends_on__isnull", True), ("kind", "open")),
                            ("kind", "task"),
                            _connector="OR",
                        ),
                        name="contract_end_by_its_kind",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("employment", "="),
                            (
                                models.Func(
                                    "starts_on",
                                    "ends_on",
                                    django.contrib.postgres.fields.ranges.RangeBoundary(
                                        inclusive_lower=True, inclusive_upper=True
                                    ),
                                    function="daterange",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="contract_one_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ContractEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("fixed", "Fixed term"), ("open", "No fixed term"), ("task", "Until a task is done")],
                        max_length=6,
                        verbose_name="kind of contract",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                ("signed_on", models.DateField(blank=True, null=True, verbose_name="signed on")),
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
                        to="staff.contract",
                    ),
                ),
                (
                    "employment",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="staff.employment",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Credential",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("guard", "Guard's licence"),
                            ("electrician", "Electrician, low voltage"),
                            ("high_voltage", "Electrician, high voltage"),
                            ("heights", "Work at heights"),
                            ("welding", "Welding and cutting"),
                            ("refrigeration", "Refrigeration and air conditioning"),
                            ("lift", "Safety of lifts"),
                            ("fire", "Fire-fighting installations"),
                            ("health", "Health certificate"),
                            ("induction", "Safety induction"),
                        ],
                        max_length=16,
                        verbose_name="kind",
                    ),
                ),
                ("number", models.CharField(blank=True, max_length=40, verbose_name="number")),
                ("issuer", models.CharField(blank=True, max_length=80, verbose_name="issued by")),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                ("reviewed_on", models.DateField(blank=True, null=True, verbose_name="last review")),
                ("recorded_at", models.DateTimeField()),
                ("verified_at", models.DateTimeField(null=True, verbose_name="verified at")),
                (
                    "revoked_as",
                    models.CharField(
                        blank=True, choices=[("revoked", "Revoked"), ("void", "Entered wrongly")], max_length=8
                    ),
                ),
                ("revoked_on", models.DateField(blank=True, null=True, verbose_name="revoked on")),
                (
                    "last_day",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.comparison.Least(
                            "ends_on",
                            models.Case(
                                models.When(
                                    kind__in=[
                                        jujiao.rules.people.credentials.CredentialKind["ELECTRICIAN"],
                                        jujiao.rules.people.credentials.CredentialKind["HEIGHTS"],
                                        jujiao.rules.people.credentials.CredentialKind["HIGH_VOLTAGE"],
                                        jujiao.rules.people.credentials.CredentialKind["REFRIGERATION"],
                                        jujiao.rules.people.credentials.CredentialKind["WELDING"],
                                    ],
                                    then=models.Func(
                                        django.db.models.functions.comparison.Coalesce("reviewed_on", "starts_on"),
                                        template="((%(expressions)s - 1) + interval '3 years')::date",
                                    ),
                                ),
                                output_field=models.DateField(),
                            ),
                            models.Func(
                                "revoked_on", output_field=models.DateField(), template="(%(expressions)s - 1)"
                            ),
                        ),
                        output_field=models.DateField(),
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "employee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="credentials", to="staff.employee"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "verified_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["employee", "kind"], name="credential_held")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                        ),
                        name="credential_days_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("verified_by__isnull", True),
                            models.Q(("verified_by", models.F("recorded_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="credential_second_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("verified_by__isnull", True), ("verified_at__isnull", False), _connector="OR"
                        ),
                        name="credential_verified_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("revoked_as", ""), ("revoked_on__isnull", True)),
                            models.Q(models.Q(("revoked_as", ""), _negated=True), ("revoked_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="credential_revoked_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CredentialEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("guard", "Guard's licence"),
                            ("electrician", "Electrician, low voltage"),
                            ("high_voltage", "Electrician, high voltage"),
                            ("heights", "Work at heights"),
                            ("welding", "Welding and cutting"),
                            ("refrigeration", "Refrigeration and air conditioning"),
                            ("lift", "Safety of lifts"),
                            ("fire", "Fire-fighting installations"),
                            ("health", "Health certificate"),
                            ("induction", "Safety induction"),
                        ],
                        max_length=16,
                        verbose_name="kind",
                    ),
                ),
                ("issuer", models.CharField(blank=True, max_length=80, verbose_name="issued by")),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                ("reviewed_on", models.DateField(blank=True, null=True, verbose_name="last review")),
                ("recorded_at", models.DateTimeField()),
                ("verified_at", models.DateTimeField(null=True, verbose_name="verified at")),
                (
                    "revoked_as",
                    models.CharField(
                        blank=True, choices=[("revoked", "Revoked"), ("void", "Entered wrongly")], max_length=8
                    ),
                ),
                ("revoked_on", models.DateField(blank=True, null=True, verbose_name="revoked on")),
                ("version", models.PositiveIntegerField(default=1)),
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
                        to="staff.credential",
                    ),
                ),
                (
                    "recorded_by",
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
                    "verified_by",
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
            name="EmploymentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("full_time", "Full time"),
                            ("part_time", "Part time"),
                            ("dispatched", "Sent by an agency"),
                            ("retired", "Retired, employed again"),
                            ("trainee", "Trainee"),
                        ],
                        max_length=12,
                        verbose_name="form of employment",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
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
                        to="staff.employment",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PersonalFile",
            fields=[
                (
                    "employee",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="file",
                        serialize=False,
                        to="staff.employee",
                    ),
                ),
                (
                    "sex",
                    models.CharField(
                        blank=True, choices=[("female", "female"), ("male", "male")], max_length=6, verbose_name="sex"
                    ),
                ),
                ("born_on", models.DateField(blank=True, null=True, verbose_name="born on")),
                ("identity", models.TextField(blank=True)),
                ("identity_mark", models.CharField(blank=True, max_length=64)),
                ("identity_shown", models.CharField(blank=True, max_length=18)),
                ("registered_address", models.CharField(blank=True, max_length=200, verbose_name="registered address")),
                ("current_address", models.CharField(blank=True, max_length=200, verbose_name="present address")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "company",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="estates.company",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("identity_mark", ""), _negated=True),
                        fields=("company", "identity_mark"),
                        name="identity_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("identity", ""), ("identity_mark", ""), ("identity_shown", "")),
                            models.Q(
                                models.Q(("identity", ""), _negated=True),
                                models.Q(("identity_mark", ""), _negated=True),
                                models.Q(("identity_shown", ""), _negated=True),
                                models.Q(("sex", ""), _negated=True),
                                ("born_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="identity_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PostRequirement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("guard", "Guard's licence"),
                            ("electrician", "Electrician, low voltage"),
                            ("high_voltage", "Electrician, high voltage"),
                            ("heights", "Work at heights"),
                            ("welding", "Welding and cutting"),
                            ("refrigeration", "Refrigeration and air conditioning"),
                            ("lift", "Safety of lifts"),
                            ("fire", "Fire-fighting installations"),
                            ("health", "Health certificate"),
                            ("induction", "Safety induction"),
                        ],
                        max_length=16,
                        verbose_name="credential",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="requirements", to="staff.post"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("post", "kind"), name="requirement_once")],
            },
        ),
        migrations.CreateModel(
            name="PostRequirementEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("guard", "Guard's licence"),
                            ("electrician", "Electrician, low voltage"),
                            ("high_voltage", "Electrician, high voltage"),
                            ("heights", "Work at heights"),
                            ("welding", "Welding and cutting"),
                            ("refrigeration", "Refrigeration and air conditioning"),
                            ("lift", "Safety of lifts"),
                            ("fire", "Fire-fighting installations"),
                            ("health", "Health certificate"),
                            ("induction", "Safety induction"),
                        ],
                        max_length=16,
                        verbose_name="credential",
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
                        to="staff.postrequirement",
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
            name="PrimaryPost",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="primary", to="staff.assignment"
                    ),
                ),
                (
                    "employee",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staff.employee",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                        ),
                        name="primary_days_in_order",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("employee", "="),
                            (
                                models.Func(
                                    "starts_on",
                                    "ends_on",
                                    django.contrib.postgres.fields.ranges.RangeBoundary(
                                        inclusive_lower=True, inclusive_upper=True
                                    ),
                                    function="daterange",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="primary_one_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PrimaryPostEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "assignment",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="staff.assignment",
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
                        to="staff.primarypost",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="assignment",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="assignment",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="assignment",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="assignment",
            name="post",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="assignments",
                to="staff.post",
            ),
        ),
        migrations.AddField(
            model_name="assignmentevent",
            name="post",
            field=models.ForeignKey(
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
        pgtrigger.migrations.AddTrigger(
            model_name="assignment",
            trigger=pgtrigger.compiler.Trigger(
                name="primary_ends",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."ends_on" IS DISTINCT FROM (NEW."ends_on"))',
                    func="\n        UPDATE staff_primarypost SET ends_on = NEW.ends_on\n        WHERE assignment_id = NEW.id AND starts_on <= coalesce(NEW.ends_on, starts_on)\n            AND (ends_on IS NOT DISTINCT FROM OLD.ends_on OR ends_on > NEW.ends_on)\n            AND NOT EXISTS (\n                SELECT FROM staff_primarypost AS other\n                WHERE other.employee_id = NEW.employee_id AND other.id <> staff_primarypost.id\n                    AND other.starts_on > staff_primarypost.starts_on\n                    AND (NEW.ends_on IS NULL OR other.starts_on <= NEW.ends_on)\n            );\n        DELETE FROM staff_primarypost WHERE assignment_id = NEW.id AND starts_on > NEW.ends_on;\n        RETURN NULL;\n    ",
                    hash="8983af46995c553e4c0b70b228f57a4d94285205",
                    operation='UPDATE OF "ends_on"',
                    pgid="pgtrigger_primary_ends_b58db",
                    table="staff_assignment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assignment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staff_assignmentevent" ("department_id", "employee_id", "ends_on", "estate_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id", "role", "starts_on", "title", "version") VALUES (NEW."department_id", NEW."employee_id", NEW."ends_on", NEW."estate_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."post_id", NEW."role", NEW."starts_on", NEW."title", NEW."version"); RETURN NULL;',
                    hash="de2a7680adedda1de88f72c74ecf4b7619fc7656",
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
                    func='INSERT INTO "staff_assignmentevent" ("department_id", "employee_id", "ends_on", "estate_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id", "role", "starts_on", "title", "version") VALUES (NEW."department_id", NEW."employee_id", NEW."ends_on", NEW."estate_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."post_id", NEW."role", NEW."starts_on", NEW."title", NEW."version"); RETURN NULL;',
                    hash="343e5439b3ebd71b788f9e189a78c7b6a7e55d09",
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
                    func='INSERT INTO "staff_assignmentevent" ("department_id", "employee_id", "ends_on", "estate_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id", "role", "starts_on", "title", "version") VALUES (OLD."department_id", OLD."employee_id", OLD."ends_on", OLD."estate_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."post_id", OLD."role", OLD."starts_on", OLD."title", OLD."version"); RETURN NULL;',
                    hash="d10e1e77cc4b571808bf0c7631e219862ad8ad19",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b8d86",
                    table="staff_assignment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="employee",
            trigger=pgtrigger.compiler.Trigger(
                name="first_spell",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            INSERT INTO staff_employment (employee_id, starts_on, ends_on, form, version)\n            VALUES (NEW.id, NEW.joined_on, NEW.left_on, 'full_time', 1);\n            RETURN NULL;\n        ",
                    hash="6c1f72e542896a42696c0313374ece1974cf09ef",
                    operation="INSERT",
                    pgid="pgtrigger_first_spell_ecdbf",
                    table="staff_employee",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="employee",
            trigger=pgtrigger.compiler.Trigger(
                name="spells_follow",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."joined_on" IS DISTINCT FROM (NEW."joined_on") OR OLD."left_on" IS DISTINCT FROM (NEW."left_on"))',
                    func="\n            UPDATE staff_employment SET starts_on = NEW.joined_on\n            WHERE id = (SELECT id FROM staff_employment WHERE employee_id = NEW.id ORDER BY starts_on LIMIT 1)\n                AND starts_on <> NEW.joined_on;\n            UPDATE staff_employment SET ends_on = NEW.left_on\n            WHERE id = (SELECT id FROM staff_employment WHERE employee_id = NEW.id ORDER BY starts_on DESC LIMIT 1)\n                AND ends_on IS DISTINCT FROM NEW.left_on;\n            RETURN NULL;\n        ",
                    hash="366cf964d824cdb13bd4db90911340c8fd6e93d1",
                    operation="UPDATE",
                    pgid="pgtrigger_spells_follow_50c15",
                    table="staff_employee",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="credential",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staff_credentialevent" ("employee_id", "ends_on", "id", "issuer", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "reviewed_on", "revoked_as", "revoked_on", "starts_on", "verified_at", "verified_by_id", "version") VALUES (NEW."employee_id", NEW."ends_on", NEW."id", NEW."issuer", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."reviewed_on", NEW."revoked_as", NEW."revoked_on", NEW."starts_on", NEW."verified_at", NEW."verified_by_id", NEW."version"); RETURN NULL;',
                    hash="fb071cffe3acf3086bb2bfeb4e0cf00cc79c2e0d",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_13b30",
                    table="staff_credential",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="credential",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."employee_id" IS DISTINCT FROM (NEW."employee_id") OR OLD."ends_on" IS DISTINCT FROM (NEW."ends_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."issuer" IS DISTINCT FROM (NEW."issuer") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."recorded_at" IS DISTINCT FROM (NEW."recorded_at") OR OLD."recorded_by_id" IS DISTINCT FROM (NEW."recorded_by_id") OR OLD."reviewed_on" IS DISTINCT FROM (NEW."reviewed_on") OR OLD."revoked_as" IS DISTINCT FROM (NEW."revoked_as") OR OLD."revoked_on" IS DISTINCT FROM (NEW."revoked_on") OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on") OR OLD."verified_at" IS DISTINCT FROM (NEW."verified_at") OR OLD."verified_by_id" IS DISTINCT FROM (NEW."verified_by_id") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                    func='INSERT INTO "staff_credentialevent" ("employee_id", "ends_on", "id", "issuer", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "reviewed_on", "revoked_as", "revoked_on", "starts_on", "verified_at", "verified_by_id", "version") VALUES (NEW."employee_id", NEW."ends_on", NEW."id", NEW."issuer", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."reviewed_on", NEW."revoked_as", NEW."revoked_on", NEW."starts_on", NEW."verified_at", NEW."verified_by_id", NEW."version"); RETURN NULL;',
                    hash="b1e839f761babb3aa5f8229657a6708fd984205d",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8522e",
                    table="staff_credential",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="credential",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staff_credentialevent" ("employee_id", "ends_on", "id", "issuer", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "reviewed_on", "revoked_as", "revoked_on", "starts_on", "verified_at", "verified_by_id", "version") VALUES (OLD."employee_id", OLD."ends_on", OLD."id", OLD."issuer", OLD."kind", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."reviewed_on", OLD."revoked_as", OLD."revoked_on", OLD."starts_on", OLD."verified_at", OLD."verified_by_id", OLD."version"); RETURN NULL;',
                    hash="a3f02deaf6415eaea9bfcc8b3d4aa41803e12e93",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_252f2",
                    table="staff_credential",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="credentialevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="f0c3e00aff57d298764081f61eec7ac3212a5014",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_2b565",
                    table="staff_credentialevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="employment",
            trigger=pgtrigger.compiler.Trigger(
                name="employee_follows",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE whose bigint;",
                    func="\n        whose := CASE WHEN TG_OP = 'DELETE' THEN OLD.employee_id ELSE NEW.employee_id END;\n        UPDATE staff_employee SET joined_on = spells.joined, left_on = spells.left_on FROM (\n            SELECT min(starts_on) AS joined, (array_agg(ends_on ORDER BY starts_on DESC))[1] AS left_on\n            FROM staff_employment WHERE employee_id = whose\n        ) AS spells\n        WHERE id = whose AND spells.joined IS NOT NULL\n            AND (staff_employee.joined_on, staff_employee.left_on) IS DISTINCT FROM (spells.joined, spells.left_on);\n        RETURN NULL;\n    ",
                    hash="fd4f53a8498e6295913c3784a6c6ce88420a43a4",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_employee_follows_8ac05",
                    table="staff_employment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="employment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staff_employmentevent" ("employee_id", "ends_on", "form", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "version") VALUES (NEW."employee_id", NEW."ends_on", NEW."form", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."starts_on", NEW."version"); RETURN NULL;',
                    hash="032a6bb847a2119c1b6041565f1e3d5a469b4fe7",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a589c",
                    table="staff_employment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="employment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "staff_employmentevent" ("employee_id", "ends_on", "form", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "version") VALUES (NEW."employee_id", NEW."ends_on", NEW."form", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."starts_on", NEW."version"); RETURN NULL;',
                    hash="6cc9c66e2d4b6ce14b1ad832fef4e4bce7c4069f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_2c46d",
                    table="staff_employment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="employment",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staff_employmentevent" ("employee_id", "ends_on", "form", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "version") VALUES (OLD."employee_id", OLD."ends_on", OLD."form", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."starts_on", OLD."version"); RETURN NULL;',
                    hash="5dd30936dd1db7c632ee3d47a5dc3fc8e0fa466b",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1f654",
                    table="staff_employment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contractevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="6ab5b6212de5ebbb7b352c090fe128b7053d5b16",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_8b054",
                    table="staff_contractevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contract",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staff_contractevent" ("employment_id", "ends_on", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "signed_on", "starts_on", "version") VALUES (NEW."employment_id", NEW."ends_on", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."signed_on", NEW."starts_on", NEW."version"); RETURN NULL;',
                    hash="31c5ac662abec5998442f9efc0c804fe21fe84dd",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c5666",
                    table="staff_contract",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contract",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "staff_contractevent" ("employment_id", "ends_on", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "signed_on", "starts_on", "version") VALUES (NEW."employment_id", NEW."ends_on", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."signed_on", NEW."starts_on", NEW."version"); RETURN NULL;',
                    hash="aeed75da69761dfb48deccf41b64f286bb8bbd22",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_47a78",
                    table="staff_contract",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contract",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staff_contractevent" ("employment_id", "ends_on", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "signed_on", "starts_on", "version") VALUES (OLD."employment_id", OLD."ends_on", OLD."id", OLD."kind", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."signed_on", OLD."starts_on", OLD."version"); RETURN NULL;',
                    hash="5d3145adce228b8328311c9e83b239dbdefa8af5",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a06c3",
                    table="staff_contract",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="employmentevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="c41593fa4990d8ff320eb8916a7e88c262d99728",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_006f7",
                    table="staff_employmentevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="postrequirement",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staff_postrequirementevent" ("id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id") VALUES (NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."post_id"); RETURN NULL;',
                    hash="e1bc58d8af8623b2fe9629c0cd4c56cc35949103",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_427ae",
                    table="staff_postrequirement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="postrequirement",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "staff_postrequirementevent" ("id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id") VALUES (NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."post_id"); RETURN NULL;',
                    hash="e5ca3e8b287f64b740ca43518629edaf434503a7",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e34e9",
                    table="staff_postrequirement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="postrequirement",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staff_postrequirementevent" ("id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id") VALUES (OLD."id", OLD."kind", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."post_id"); RETURN NULL;',
                    hash="f76fa031b5e5ca6d65b0f88c00e376262149ae53",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b5032",
                    table="staff_postrequirement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="postrequirementevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="e00abbb3992bba7bfa787a660c52fb7a356843d6",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_23533",
                    table="staff_postrequirementevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="primarypost",
            trigger=pgtrigger.compiler.Trigger(
                name="within_its_post",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE held staff_assignment%ROWTYPE;",
                    func="\n        SELECT * INTO held FROM staff_assignment WHERE id = NEW.assignment_id;\n        IF held.employee_id <> NEW.employee_id OR NEW.starts_on < held.starts_on\n            OR coalesce(NEW.ends_on, 'infinity'::date) > coalesce(held.ends_on, 'infinity'::date) THEN\n            RAISE EXCEPTION 'post % is not held by the employee in all of that time', NEW.assignment_id\n            USING ERRCODE = 'check_violation';\n        END IF;\n        RETURN NEW;\n    ",
                    hash="3b2908441f6d2ae018e37fad744da637aa1c4894",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_within_its_post_ebd49",
                    table="staff_primarypost",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="primarypost",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staff_primarypostevent" ("assignment_id", "employee_id", "ends_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on") VALUES (NEW."assignment_id", NEW."employee_id", NEW."ends_on", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."starts_on"); RETURN NULL;',
                    hash="bb896d6473ce77458af361b389ed575f78594c32",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_3ed8b",
                    table="staff_primarypost",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="primarypost",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "staff_primarypostevent" ("assignment_id", "employee_id", "ends_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on") VALUES (NEW."assignment_id", NEW."employee_id", NEW."ends_on", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."starts_on"); RETURN NULL;',
                    hash="e5af010f2634e7ab806d2155d69fc8c294318f75",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_9670a",
                    table="staff_primarypost",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="primarypost",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "staff_primarypostevent" ("assignment_id", "employee_id", "ends_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on") VALUES (OLD."assignment_id", OLD."employee_id", OLD."ends_on", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."starts_on"); RETURN NULL;',
                    hash="7439bf57650df3eb155a825c8b494109024c9494",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c23ee",
                    table="staff_primarypost",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="primarypostevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="308f60d7be4ff6a580a194858061c1b3e7bd5444",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_0b5fd",
                    table="staff_primarypostevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
