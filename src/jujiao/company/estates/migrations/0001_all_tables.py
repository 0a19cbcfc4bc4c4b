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
        ("kernel", "0001_extensions"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="Company",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80, unique=True, verbose_name="name")),
            ],
        ),
        migrations.CreateModel(
            name="Estate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("code", models.CharField(max_length=8, unique=True, verbose_name="code")),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="estates", to="estates.company"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Building",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=20, verbose_name="building")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="buildings", to="estates.estate"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("estate", "name"), name="building_once")],
            },
        ),
        migrations.CreateModel(
            name="CompanyEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=80, verbose_name="name")),
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
                        to="estates.company",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="EstateEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("code", models.CharField(max_length=8, verbose_name="code")),
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
                        to="estates.estate",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Unit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=20, verbose_name="unit")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "building",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="units", to="estates.building"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("building", "name"), name="unit_once")],
            },
        ),
        migrations.CreateModel(
            name="Room",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=20, verbose_name="number")),
                ("code", models.CharField(max_length=64, verbose_name="room")),
                (
                    "sort",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            models.F("code"),
                            output_field=models.CharField(max_length=60),
                            template="lpad(split_part(%(expressions)s, '-', 1), 20, '0') || lpad(split_part(%(expressions)s, '-', 2), 20, '0') || lpad(split_part(%(expressions)s, '-', 3), 20, '0')",
                        ),
                        output_field=models.CharField(max_length=60),
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rooms", to="estates.estate"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rooms", to="estates.unit"
                    ),
                ),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["code"], name="room_code_trgm", opclasses=["gin_trgm_ops"]
                    ),
                    models.Index(fields=["estate", "sort", "id"], name="room_in_order"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("unit", "number"), name="room_once"),
                    models.UniqueConstraint(fields=("estate", "code"), name="room_code_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Household",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("moved_in", models.DateField(verbose_name="moved in")),
                ("moved_out", models.DateField(blank=True, null=True, verbose_name="moved out")),
                (
                    "room",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="households", to="estates.room"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("moved_out__isnull", True)),
                        fields=("room",),
                        name="household_one_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("moved_out__isnull", True), ("moved_out__gte", models.F("moved_in")), _connector="OR"
                        ),
                        name="household_dates_in_order",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("room", "="),
                            (
                                models.Func(
                                    "moved_in",
                                    "moved_out",
                                    models.Value("[]"),
                                    function="daterange",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="household_no_overlap",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HouseholdEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("moved_in", models.DateField(verbose_name="moved in")),
                ("moved_out", models.DateField(blank=True, null=True, verbose_name="moved out")),
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
                        to="estates.household",
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="estates.room",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("pinyin", models.CharField(blank=True, max_length=200)),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="phone")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="people", to="estates.company"
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="person",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["phone"], name="person_phone"),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["phone"], name="person_phone_trgm", opclasses=["gin_trgm_ops"]
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["name"], name="person_name_trgm", opclasses=["gin_trgm_ops"]
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["pinyin"], name="person_pinyin_trgm", opclasses=["gin_trgm_ops"]
                    ),
                    models.Index(fields=["company", "pinyin", "id"], name="person_in_order"),
                ],
            },
        ),
        migrations.CreateModel(
            name="PersonEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("pinyin", models.CharField(blank=True, max_length=200)),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="phone")),
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
                        to="estates.person",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
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
            name="PhoneChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("old", models.CharField(blank=True, max_length=20, verbose_name="former number")),
                ("new", models.CharField(blank=True, max_length=20, verbose_name="new number")),
                ("changed_by_role", models.CharField(blank=True, max_length=20)),
                ("changed_at", models.DateTimeField()),
                ("holds_from", models.DateTimeField()),
                ("told_at", models.DateTimeField(null=True)),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "settled_how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("old_number", "Confirmed from the former number"),
                            ("colleague", "Confirmed by a colleague"),
                            ("refused", "Refused from the former number"),
                            ("replaced", "Changed once more"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="phone_changes", to="estates.person"
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("settled_at__isnull", True)), fields=["old"], name="phone_change_old"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("settled_at__isnull", True)),
                        fields=("person",),
                        name="phone_change_one_at_a_time",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PhoneChangeEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("old", models.CharField(blank=True, max_length=20, verbose_name="former number")),
                ("new", models.CharField(blank=True, max_length=20, verbose_name="new number")),
                ("changed_by_role", models.CharField(blank=True, max_length=20)),
                ("changed_at", models.DateTimeField()),
                ("holds_from", models.DateTimeField()),
                ("told_at", models.DateTimeField(null=True)),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "settled_how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("old_number", "Confirmed from the former number"),
                            ("colleague", "Confirmed by a colleague"),
                            ("refused", "Refused from the former number"),
                            ("replaced", "Changed once more"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "changed_by",
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
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
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
                        to="estates.phonechange",
                    ),
                ),
                (
                    "settled_by",
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
            name="Residency",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "relation",
                    models.CharField(
                        choices=[("owner", "Owner"), ("family", "Family"), ("tenant", "Tenant")],
                        max_length=10,
                        verbose_name="relation",
                    ),
                ),
                ("moved_in", models.DateField(verbose_name="moved in")),
                ("moved_out", models.DateField(blank=True, null=True, verbose_name="moved out")),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="residencies", to="estates.household"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="residencies", to="estates.person"
                    ),
                ),
            ],
            options={
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("household", "="),
                            ("person", "="),
                            (
                                models.Func(
                                    "moved_in",
                                    "moved_out",
                                    models.Value("[]"),
                                    function="daterange",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="residency_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("moved_out__isnull", True), ("moved_out__gte", models.F("moved_in")), _connector="OR"
                        ),
                        name="residency_dates_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ResidencyEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "relation",
                    models.CharField(
                        choices=[("owner", "Owner"), ("family", "Family"), ("tenant", "Tenant")],
                        max_length=10,
                        verbose_name="relation",
                    ),
                ),
                ("moved_in", models.DateField(verbose_name="moved in")),
                ("moved_out", models.DateField(blank=True, null=True, verbose_name="moved out")),
                (
                    "household",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="estates.household",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
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
                        to="estates.residency",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RoomEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("number", models.CharField(max_length=20, verbose_name="number")),
                ("code", models.CharField(max_length=64, verbose_name="room")),
                ("version", models.PositiveIntegerField(default=1)),
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
                        to="estates.room",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="estates.unit",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="UnitEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=20, verbose_name="unit")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "building",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="estates.building",
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
                        to="estates.unit",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="BuildingEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=20, verbose_name="building")),
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
                        to="estates.building",
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
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="company",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "estates_companyevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="95af6d4fa6016d3a1e369436a255e3dd4d65d8b5",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_1a21c",
                    table="estates_company",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="company",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "estates_companyevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="af2be4b3fdfc1dfb98697574fb0c5025b17a1025",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b45e0",
                    table="estates_company",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="company",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "estates_companyevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="1650c5c9d47d66aa213cee5d795da3b7e3a05203",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e804a",
                    table="estates_company",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="companyevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="dd25713b2b8835b879c2ec783163b88a9f8adaf0",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_ae24d",
                    table="estates_companyevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="estate",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "estates_estateevent" ("code", "company_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."code", NEW."company_id", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="0d7cc8937f1e99c3e930ec9586b6070d0eaa33d2",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_12386",
                    table="estates_estate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="estate",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "estates_estateevent" ("code", "company_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."code", NEW."company_id", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="eb116403ed7e9596c175bc734c0120857fe138cf",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3718c",
                    table="estates_estate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="estate",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "estates_estateevent" ("code", "company_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."code", OLD."company_id", OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="45265cb6c77c09f9c046c847230943f833ac3a42",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f69c6",
                    table="estates_estate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="buildingevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="7d15f6485b77281bc8e16263150e7fa2dae3b762",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_22008",
                    table="estates_buildingevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="building",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "estates_buildingevent" ("estate_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (NEW."estate_id", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."version"); RETURN NULL;',
                    hash="53108b53a028caece0e464439ad36cc8fbf44368",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_65887",
                    table="estates_building",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="building",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "estates_buildingevent" ("estate_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (NEW."estate_id", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."version"); RETURN NULL;',
                    hash="49b90c4bcaa1e11fc6181d4e10fd674f34020152",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_5a0f0",
                    table="estates_building",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="building",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "estates_buildingevent" ("estate_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (OLD."estate_id", OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."version"); RETURN NULL;',
                    hash="cf7a827f2d066ea518ad78d3b9c3aafa98a05272",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_98f53",
                    table="estates_building",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="estateevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="64a5be19bba4cf1c0711da87f7994be111ab66ab",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_8d9ca",
                    table="estates_estateevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="person",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "estates_personevent" ("company_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "pinyin", "user_id", "version") VALUES (NEW."company_id", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone", NEW."pinyin", NEW."user_id", NEW."version"); RETURN NULL;',
                    hash="0c3966408c689108846bca06d4e5b4cee1f69240",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ac68e",
                    table="estates_person",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="person",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "estates_personevent" ("company_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "pinyin", "user_id", "version") VALUES (NEW."company_id", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone", NEW."pinyin", NEW."user_id", NEW."version"); RETURN NULL;',
                    hash="d9e5ca12d6d6d8bfb0da654d4db2c4d7e44d1448",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_53071",
                    table="estates_person",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="person",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "estates_personevent" ("company_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "pinyin", "user_id", "version") VALUES (OLD."company_id", OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."phone", OLD."pinyin", OLD."user_id", OLD."version"); RETURN NULL;',
                    hash="8aa613d715bfff404bddcdbe8730eb103edb8449",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_36c8c",
                    table="estates_person",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="personevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="cd71d7ac5946d63e4a4c89327671283cc0250156",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_5414f",
                    table="estates_personevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="phonechange",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "estates_phonechangeevent" ("changed_at", "changed_by_id", "changed_by_role", "holds_from", "id", "new", "old", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "settled_at", "settled_by_id", "settled_how", "told_at") VALUES (NEW."changed_at", NEW."changed_by_id", NEW."changed_by_role", NEW."holds_from", NEW."id", NEW."new", NEW."old", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."settled_at", NEW."settled_by_id", NEW."settled_how", NEW."told_at"); RETURN NULL;',
                    hash="64474d530a20338fa422e1a7bf1fec7e7dce436b",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f3b79",
                    table="estates_phonechange",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="phonechange",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "estates_phonechangeevent" ("changed_at", "changed_by_id", "changed_by_role", "holds_from", "id", "new", "old", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "settled_at", "settled_by_id", "settled_how", "told_at") VALUES (NEW."changed_at", NEW."changed_by_id", NEW."changed_by_role", NEW."holds_from", NEW."id", NEW."new", NEW."old", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."settled_at", NEW."settled_by_id", NEW."settled_how", NEW."told_at"); RETURN NULL;',
                    hash="c3c76a45d4f51ce59e884151d4925e944d54d875",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_61762",
                    table="estates_phonechange",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="phonechange",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "estates_phonechangeevent" ("changed_at", "changed_by_id", "changed_by_role", "holds_from", "id", "new", "old", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "settled_at", "settled_by_id", "settled_how", "told_at") VALUES (OLD."changed_at", OLD."changed_by_id", OLD."changed_by_role", OLD."holds_from", OLD."id", OLD."new", OLD."old", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."settled_at", OLD."settled_by_id", OLD."settled_how", OLD."told_at"); RETURN NULL;',
                    hash="d1fd10dbba6e865a1dca66a12caea6f49e551270",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e3abe",
                    table="estates_phonechange",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="phonechangeevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="52c399a0a7fb8f2de1b3b199e36e4ade17d57744",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_6010c",
                    table="estates_phonechangeevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="residency",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "estates_residencyevent" ("household_id", "id", "moved_in", "moved_out", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "relation") VALUES (NEW."household_id", NEW."id", NEW."moved_in", NEW."moved_out", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."relation"); RETURN NULL;',
                    hash="6967cbbb8c520c44e01344157302216a5a4cd101",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e9970",
                    table="estates_residency",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="residency",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "estates_residencyevent" ("household_id", "id", "moved_in", "moved_out", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "relation") VALUES (NEW."household_id", NEW."id", NEW."moved_in", NEW."moved_out", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."relation"); RETURN NULL;',
                    hash="7f8f30aa4f86eceb74637fcae006f3079e0052a5",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c64ee",
                    table="estates_residency",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="residency",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "estates_residencyevent" ("household_id", "id", "moved_in", "moved_out", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "relation") VALUES (OLD."household_id", OLD."id", OLD."moved_in", OLD."moved_out", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."relation"); RETURN NULL;',
                    hash="f482be590e66a161fd81f7d7a42355a4ec435dfb",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_fafac",
                    table="estates_residency",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="residencyevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="64eadbcba0961ad95060d6617d93b9074fd8de79",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_ad2d7",
                    table="estates_residencyevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="householdevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="cc8a7a8d66eb381a078c71b43d7ed84c0674886c",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_27c0f",
                    table="estates_householdevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="household",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "estates_householdevent" ("id", "moved_in", "moved_out", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "room_id") VALUES (NEW."id", NEW."moved_in", NEW."moved_out", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."room_id"); RETURN NULL;',
                    hash="c6f3159d1f7280faa47a1bd4250d70738668f19d",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_178ac",
                    table="estates_household",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="household",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "estates_householdevent" ("id", "moved_in", "moved_out", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "room_id") VALUES (NEW."id", NEW."moved_in", NEW."moved_out", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."room_id"); RETURN NULL;',
                    hash="8097132dd089f4ba2777aaf9fd90458db1f7aa34",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_5f106",
                    table="estates_household",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="household",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "estates_householdevent" ("id", "moved_in", "moved_out", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "room_id") VALUES (OLD."id", OLD."moved_in", OLD."moved_out", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."room_id"); RETURN NULL;',
                    hash="7757511e56d03db421cd65ef900e21fc07da469a",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2e42a",
                    table="estates_household",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="unit",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "estates_unitevent" ("building_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (NEW."building_id", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."version"); RETURN NULL;',
                    hash="a5f8cb7a79d388d6bb01f020f4372e6d41b11d82",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_08374",
                    table="estates_unit",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="unit",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "estates_unitevent" ("building_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (NEW."building_id", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."version"); RETURN NULL;',
                    hash="6d7b565a5ffe835512360094bf863384dd324ff1",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a9754",
                    table="estates_unit",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="unit",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "estates_unitevent" ("building_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (OLD."building_id", OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."version"); RETURN NULL;',
                    hash="fed90d4db2e4a0b75353d90d03380ae3ea40a375",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_59218",
                    table="estates_unit",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="roomevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="9d5601ed9733407e43b37f40c94d00d288b46d0f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_892e2",
                    table="estates_roomevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="room",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "estates_roomevent" ("code", "estate_id", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_id", "version") VALUES (NEW."code", NEW."estate_id", NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."unit_id", NEW."version"); RETURN NULL;',
                    hash="b54e124604e60ab5dbbf59e81d9408a602000791",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d068c",
                    table="estates_room",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="room",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."code" IS DISTINCT FROM (NEW."code") OR OLD."estate_id" IS DISTINCT FROM (NEW."estate_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                    func='INSERT INTO "estates_roomevent" ("code", "estate_id", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_id", "version") VALUES (NEW."code", NEW."estate_id", NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."unit_id", NEW."version"); RETURN NULL;',
                    hash="7ae77a35dbcabb0962b90687189b5f89f79f08b1",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a9d12",
                    table="estates_room",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="room",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "estates_roomevent" ("code", "estate_id", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_id", "version") VALUES (OLD."code", OLD."estate_id", OLD."id", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."unit_id", OLD."version"); RETURN NULL;',
                    hash="cd5e1f56a894c8a2b30d46d1900f9e09b6d6b2f5",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_aec80",
                    table="estates_room",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="unitevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="6b540035448592ee1502131f75d0d44b51447b1b",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_da82a",
                    table="estates_unitevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
