import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
import zoneinfo
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("estates", "0007_desk_phone"),
        ("promises", "0004_what_falls_due_first"),
        ("rulebook", "0001_all_tables"),
        ("staff", "0005_rooms_continue"),
    ]

    operations = [
        migrations.CreateModel(
            name="Measurement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject_kind", models.CharField(max_length=30)),
                ("subject_id", models.BigIntegerField()),
                ("subject_label", models.CharField(max_length=120)),
                ("kind", models.CharField(max_length=60)),
                ("seq", models.PositiveIntegerField()),
                ("clause", models.CharField(max_length=10)),
                ("happened_at", models.DateTimeField()),
                (
                    "day",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.datetime.TruncDate(
                            "happened_at", tzinfo=zoneinfo.ZoneInfo(key="Asia/Shanghai")
                        ),
                        output_field=models.DateField(),
                    ),
                ),
                ("value", models.DecimalField(decimal_places=6, max_digits=15, null=True)),
                ("unit", models.CharField(max_length=20)),
                ("limit", models.DecimalField(decimal_places=6, max_digits=15)),
                (
                    "comparison",
                    models.CharField(choices=[("below", "less than"), ("at_most", "at most")], max_length=8),
                ),
                (
                    "grade",
                    models.CharField(
                        choices=[
                            ("measured", "Measured"),
                            ("upper_bound", "No more than this"),
                            ("by_hand", "Typed in by hand"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("kept", "Kept"),
                            ("late", "Late"),
                            ("missed", "Missed"),
                            ("left_out", "Counted apart"),
                        ],
                        max_length=10,
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
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
                (
                    "estate",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="estates.estate",
                    ),
                ),
                (
                    "rulebook_version",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="rulebook.rulebookversion",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["company", "kind", "-happened_at", "-id"], name="measured_in_company"),
                    models.Index(fields=["estate", "kind", "day"], name="measured_at_estate"),
                    models.Index(
                        condition=models.Q(("employee__isnull", False)),
                        fields=["employee", "kind", "day"],
                        name="measured_of_employee",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("subject_kind", "subject_id", "kind", "seq"), name="measured_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("verdict", "left_out"),
                            models.Q(
                                models.Q(("grade", "by_hand"), _negated=True),
                                models.Q(
                                    models.Q(("value__isnull", True), ("verdict", "missed")),
                                    models.Q(
                                        ("value__isnull", False),
                                        models.Q(
                                            models.Q(
                                                ("comparison", "below"),
                                                ("value__lt", models.F("limit")),
                                                ("verdict", "kept"),
                                            ),
                                            models.Q(
                                                ("comparison", "at_most"),
                                                ("value__lte", models.F("limit")),
                                                ("verdict", "kept"),
                                            ),
                                            models.Q(
                                                ("comparison", "below"),
                                                ("grade", "measured"),
                                                ("value__gte", models.F("limit")),
                                                ("verdict", "late"),
                                            ),
                                            models.Q(
                                                ("comparison", "at_most"),
                                                ("grade", "measured"),
                                                ("value__gt", models.F("limit")),
                                                ("verdict", "late"),
                                            ),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="measured_verdict_follows",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("estate__isnull", False), ("department__isnull", True), _connector="OR"),
                        name="measured_department_at_its_estate",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("recorded_at__gte", models.F("happened_at"))), name="measured_when_over"
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="measurement",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_rows",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="16a964adf11e3842fe4fba3d6cdd574cfdcbad8b",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_keep_rows_ac1d5",
                    table="promises_measurement",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="measurement",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_table",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'rows of % are kept', TG_TABLE_NAME;",
                    hash="9a5bd8ab56d589891927e2855729f70d0d2ce4da",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_keep_table_86e38",
                    table="promises_measurement",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="measurement",
            trigger=pgtrigger.compiler.Trigger(
                name="one_place",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.estate_id IS NOT NULL)",
                    func="\n                    IF NOT EXISTS (SELECT FROM estates_estate AS estate\n                        WHERE estate.id = NEW.estate_id AND estate.company_id = NEW.company_id)\n                    THEN\n                        RAISE EXCEPTION 'estate % is not of company %', NEW.estate_id, NEW.company_id\n                        USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NEW;\n                ",
                    hash="a504f814180c8101b5c306f67f2f9128d966b404",
                    operation='INSERT OR UPDATE OF "company_id", "estate_id"',
                    pgid="pgtrigger_one_place_29b36",
                    table="promises_measurement",
                    when="BEFORE",
                ),
            ),
        ),
    ]
