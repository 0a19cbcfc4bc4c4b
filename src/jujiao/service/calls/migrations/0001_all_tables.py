import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("duty", "0003_coming_and_going"),
        ("estates", "0008_pairs_of_names"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("staff", "0007_spells_and_posts_filled"),
    ]

    operations = [
        migrations.CreateModel(
            name="CallBack",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=20, verbose_name="number")),
                ("missed_at", models.DateTimeField(verbose_name="missed at")),
                ("tries", models.PositiveIntegerField(default=0)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "end",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("reached", "Called back and reached"),
                            ("called_again", "They called again and were answered"),
                            ("answered", "Was not missed, as the exchange told later"),
                            ("unreachable", "Could not be reached"),
                        ],
                        max_length=20,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "ended_by",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="call_backs",
                        to="estates.estate",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Call",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("linked_id", models.CharField(blank=True, max_length=128)),
                (
                    "direction",
                    models.CharField(
                        choices=[("incoming", "Incoming"), ("outgoing", "Outgoing"), ("internal", "Within the house")],
                        max_length=10,
                        verbose_name="direction",
                    ),
                ),
                ("number", models.CharField(blank=True, max_length=20, verbose_name="number")),
                ("shown_number", models.CharField(blank=True, max_length=40)),
                ("line", models.CharField(blank=True, max_length=40, verbose_name="number dialled")),
                ("queue", models.CharField(blank=True, max_length=60, verbose_name="queue")),
                ("came_at", models.DateTimeField(verbose_name="came in at")),
                ("began_at", models.DateTimeField(verbose_name="began to ring at")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="answered at")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended at")),
                (
                    "ring_seconds",
                    models.DecimalField(blank=True, decimal_places=6, max_digits=12, null=True, verbose_name="ring"),
                ),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("going_on", "Going on"),
                            ("kept", "Answered in time"),
                            ("late", "Answered late"),
                            ("missed", "Missed"),
                            ("given_up", "Given up before the limit"),
                            ("not_rung", "Never rang at the desk"),
                            ("unknown", "Cannot be said"),
                            ("no_matter", "Not a call to the desk"),
                        ],
                        default="going_on",
                        max_length=10,
                        verbose_name="verdict",
                    ),
                ),
                (
                    "grade",
                    models.CharField(
                        choices=[
                            ("by_leg", "By leg, from the exchange"),
                            ("by_receipt", "By leg, as the news came in"),
                            ("upper_bound", "No longer than this"),
                            ("by_hand", "Typed in by hand"),
                        ],
                        default="by_leg",
                        max_length=12,
                        verbose_name="known from",
                    ),
                ),
                ("heard_at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                ("late_records", models.PositiveIntegerField(default=0)),
                ("numbers_gone_at", models.DateTimeField(blank=True, null=True)),
                (
                    "purpose",
                    models.CharField(
                        blank=True,
                        choices=[("enquiry", "Enquiry, answered"), ("note", "Noted"), ("case", "Made a case")],
                        max_length=10,
                        verbose_name="what it was about",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=1000, verbose_name="note")),
                ("case_kind", models.CharField(blank=True, max_length=30)),
                ("case_id", models.BigIntegerField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staff.employee",
                    ),
                ),
                (
                    "duty_post",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="duty.dutypost",
                    ),
                ),
                (
                    "estate",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calls",
                        to="estates.estate",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calls",
                        to="estates.person",
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calls",
                        to="estates.room",
                    ),
                ),
                (
                    "call_back",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calls",
                        to="telephony.callback",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CallBackTry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                (
                    "call_back",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="tried", to="telephony.callback"
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
        ),
        migrations.CreateModel(
            name="Leg",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("leg", models.CharField(blank=True, max_length=128)),
                ("direction", models.CharField(blank=True, max_length=10)),
                ("outside", models.CharField(blank=True, max_length=40)),
                ("line", models.CharField(blank=True, max_length=40)),
                ("queue", models.CharField(blank=True, max_length=60)),
                ("extension", models.CharField(blank=True, max_length=20, verbose_name="extension")),
                ("began_at", models.DateTimeField(null=True)),
                ("rang_at", models.DateTimeField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("ending", models.CharField(blank=True, max_length=10)),
                ("bound_seconds", models.DecimalField(decimal_places=6, max_digits=12, null=True)),
                ("clock", models.CharField(max_length=10)),
                (
                    "call",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="legs",
                        to="telephony.call",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Script",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "occasion",
                    models.CharField(
                        choices=[
                            ("greeting", "Greeting"),
                            ("enquiry", "Enquiry"),
                            ("complaint", "Complaint"),
                            ("suggestion", "Suggestion or praise"),
                            ("calling_back", "Calling back"),
                            ("farewell", "Saying good-bye"),
                        ],
                        max_length=20,
                        verbose_name="occasion",
                    ),
                ),
                ("in_use", models.BooleanField(default=True, verbose_name="in use")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="scripts", to="estates.company"
                    ),
                ),
                (
                    "estate",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scripts",
                        to="estates.estate",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ScriptEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "occasion",
                    models.CharField(
                        choices=[
                            ("greeting", "Greeting"),
                            ("enquiry", "Enquiry"),
                            ("complaint", "Complaint"),
                            ("suggestion", "Suggestion or praise"),
                            ("calling_back", "Calling back"),
                            ("farewell", "Saying good-bye"),
                        ],
                        max_length=20,
                        verbose_name="occasion",
                    ),
                ),
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
                        to="telephony.script",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ScriptVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("text", models.CharField(max_length=2000, verbose_name="wording")),
                ("published_at", models.DateTimeField()),
                (
                    "published_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staff.employee",
                    ),
                ),
                (
                    "script",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="telephony.script",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="call",
            name="script_version",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="calls",
                to="telephony.scriptversion",
            ),
        ),
        migrations.CreateModel(
            name="Source",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60, verbose_name="name of the exchange")),
                (
                    "vendor",
                    models.CharField(
                        choices=[
                            ("grandstream", "Grandstream UCM"),
                            ("yeastar_p", "Yeastar P series"),
                            ("yeastar_s", "Yeastar S series or Cloud"),
                            ("freeswitch", "FreeSWITCH"),
                            ("asterisk", "Asterisk"),
                            ("csv", "Table (CSV)"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("digest", models.CharField(max_length=64, unique=True)),
                (
                    "address",
                    models.CharField(
                        blank=True,
                        help_text="Asterisk alone: host and port",
                        max_length=120,
                        verbose_name="address of the manager interface",
                    ),
                ),
                (
                    "account",
                    models.CharField(blank=True, max_length=60, verbose_name="account of the manager interface"),
                ),
                ("sealed", models.CharField(blank=True, max_length=400)),
                ("in_use", models.BooleanField(default=True, verbose_name="in use")),
                ("made_at", models.DateTimeField()),
                ("heard_at", models.DateTimeField(blank=True, null=True, verbose_name="last heard of")),
                ("silent_since", models.DateTimeField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "estate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="telephone_sources",
                        to="estates.estate",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Refusal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("charset", "Not readable as text"),
                            ("form", "Not of the form of this exchange"),
                            ("missing", "A field is missing"),
                            ("time", "A time that cannot be"),
                            ("length", "Too long"),
                            ("secret", "A wrong secret"),
                        ],
                        max_length=10,
                    ),
                ),
                ("field", models.CharField(blank=True, max_length=60)),
                ("at", models.DateTimeField()),
                (
                    "source",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="refusals",
                        to="telephony.source",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Record",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("external_id", models.CharField(max_length=128)),
                ("linked_id", models.CharField(max_length=128)),
                ("body", models.TextField()),
                ("received_at", models.DateTimeField()),
                (
                    "source",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="records",
                        to="telephony.source",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="call",
            name="source",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="calls",
                to="telephony.source",
            ),
        ),
        migrations.CreateModel(
            name="SourceEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=60, verbose_name="name of the exchange")),
                (
                    "vendor",
                    models.CharField(
                        choices=[
                            ("grandstream", "Grandstream UCM"),
                            ("yeastar_p", "Yeastar P series"),
                            ("yeastar_s", "Yeastar S series or Cloud"),
                            ("freeswitch", "FreeSWITCH"),
                            ("asterisk", "Asterisk"),
                            ("csv", "Table (CSV)"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "address",
                    models.CharField(
                        blank=True,
                        help_text="Asterisk alone: host and port",
                        max_length=120,
                        verbose_name="address of the manager interface",
                    ),
                ),
                (
                    "account",
                    models.CharField(blank=True, max_length=60, verbose_name="account of the manager interface"),
                ),
                ("in_use", models.BooleanField(default=True, verbose_name="in use")),
                ("made_at", models.DateTimeField()),
                ("silent_since", models.DateTimeField(blank=True, null=True)),
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
                        to="telephony.source",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Telephone",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("extension", models.CharField(max_length=20, verbose_name="extension")),
                ("in_use", models.BooleanField(default=True, verbose_name="in use")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "duty_post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="telephones", to="duty.dutypost"
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="telephones",
                        to="telephony.source",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Seat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_at", models.DateTimeField()),
                ("until_at", models.DateTimeField(blank=True, null=True)),
                (
                    "attendance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="seats", to="duty.attendance"
                    ),
                ),
                (
                    "employee",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
                        to="staff.employee",
                    ),
                ),
                (
                    "telephone",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
                        to="telephony.telephone",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="call",
            name="telephone",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="telephony.telephone",
            ),
        ),
        migrations.CreateModel(
            name="TelephoneEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("extension", models.CharField(max_length=20, verbose_name="extension")),
                ("in_use", models.BooleanField(default=True, verbose_name="in use")),
                ("version", models.PositiveIntegerField(default=1)),
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
                        to="telephony.telephone",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="telephony.source",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="callback",
            index=models.Index(fields=["estate", "-missed_at", "-id"], name="call_back_of_estate"),
        ),
        migrations.AddConstraint(
            model_name="callback",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None), models.Q(("number", ""), _negated=True)),
                fields=("estate", "number"),
                name="call_back_one_runs",
            ),
        ),
        migrations.AddConstraint(
            model_name="callback",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("end", ""), ("ended_at", None)),
                    models.Q(("ended_at__isnull", False), models.Q(("end", ""), _negated=True)),
                    _connector="OR",
                ),
                name="call_back_ends_somehow",
            ),
        ),
        migrations.AddConstraint(
            model_name="callback",
            constraint=models.CheckConstraint(
                condition=models.Q(("ended_at", None), ("ended_at__gte", models.F("missed_at")), _connector="OR"),
                name="call_back_times_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="leg",
            constraint=models.UniqueConstraint(fields=("call", "leg"), name="call_leg_once"),
        ),
        migrations.AddConstraint(
            model_name="script",
            constraint=models.UniqueConstraint(
                fields=("company", "estate", "occasion"), name="script_once", nulls_distinct=False
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="script",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "telephony_scriptevent" ("company_id", "estate_id", "id", "in_use", "occasion", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (NEW."company_id", NEW."estate_id", NEW."id", NEW."in_use", NEW."occasion", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."version"); RETURN NULL;',
                    hash="948ba3f27dceff06297610708925bf7c19110a62",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_488a3",
                    table="telephony_script",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="script",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "telephony_scriptevent" ("company_id", "estate_id", "id", "in_use", "occasion", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (NEW."company_id", NEW."estate_id", NEW."id", NEW."in_use", NEW."occasion", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."version"); RETURN NULL;',
                    hash="f2f83b6271488a46098168f8d91d505c61f06ab9",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d057e",
                    table="telephony_script",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="script",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "telephony_scriptevent" ("company_id", "estate_id", "id", "in_use", "occasion", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (OLD."company_id", OLD."estate_id", OLD."id", OLD."in_use", OLD."occasion", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."version"); RETURN NULL;',
                    hash="b2daeed8a9d8a0e056e5c2e1730ebb893f6c1e47",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8ae63",
                    table="telephony_script",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="scriptevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="39d11d857d16c029fd21d3c047a6ffaac8f32d25",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_4643b",
                    table="telephony_scriptevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="scriptversion",
            constraint=models.UniqueConstraint(fields=("script", "number"), name="script_version_once"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="scriptversion",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_rows",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="e72153cb15f01fe2daeffdee43bf16a1df845fec",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_keep_rows_a9f7d",
                    table="telephony_scriptversion",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="scriptversion",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_table",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'rows of % are kept', TG_TABLE_NAME;",
                    hash="b7b344b880a94b89d3108a4cd4b599cba5c7022e",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_keep_table_fa2ed",
                    table="telephony_scriptversion",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.UniqueConstraint(fields=("estate", "name"), name="telephone_source_once"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="source",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "telephony_sourceevent" ("account", "address", "estate_id", "id", "in_use", "made_at", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "silent_since", "vendor", "version") VALUES (NEW."account", NEW."address", NEW."estate_id", NEW."id", NEW."in_use", NEW."made_at", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."silent_since", NEW."vendor", NEW."version"); RETURN NULL;',
                    hash="8a5c5c09dbc8ff355fb5e4f5a4bede66d8d135a6",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_fba5d",
                    table="telephony_source",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="source",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."account" IS DISTINCT FROM (NEW."account") OR OLD."address" IS DISTINCT FROM (NEW."address") OR OLD."estate_id" IS DISTINCT FROM (NEW."estate_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."in_use" IS DISTINCT FROM (NEW."in_use") OR OLD."made_at" IS DISTINCT FROM (NEW."made_at") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."silent_since" IS DISTINCT FROM (NEW."silent_since") OR OLD."vendor" IS DISTINCT FROM (NEW."vendor") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                    func='INSERT INTO "telephony_sourceevent" ("account", "address", "estate_id", "id", "in_use", "made_at", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "silent_since", "vendor", "version") VALUES (NEW."account", NEW."address", NEW."estate_id", NEW."id", NEW."in_use", NEW."made_at", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."silent_since", NEW."vendor", NEW."version"); RETURN NULL;',
                    hash="befdc1e08bbeb292bbcdb846cbd2f92cb094f816",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a1d1a",
                    table="telephony_source",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="source",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "telephony_sourceevent" ("account", "address", "estate_id", "id", "in_use", "made_at", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "silent_since", "vendor", "version") VALUES (OLD."account", OLD."address", OLD."estate_id", OLD."id", OLD."in_use", OLD."made_at", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."silent_since", OLD."vendor", OLD."version"); RETURN NULL;',
                    hash="469d94b4b3b0ca7adafd83ae511fa1f62248dfc9",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a7986",
                    table="telephony_source",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="refusal",
            index=models.Index(fields=["source", "-at"], name="call_refusal_of_source"),
        ),
        migrations.AddConstraint(
            model_name="refusal",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="call_refusal_has_a_reason"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="refusal",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_rows",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="cd06d3116639fe8993cbef60b845b23eef79ae6d",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_keep_rows_76b6b",
                    table="telephony_refusal",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="refusal",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_table",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'rows of % are kept', TG_TABLE_NAME;",
                    hash="aac1d50def7cc8260bb171e12302b6f2f081ed91",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_keep_table_a0f6e",
                    table="telephony_refusal",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="record",
            index=models.Index(fields=["source", "linked_id"], name="call_record_of_call"),
        ),
        migrations.AddIndex(
            model_name="record",
            index=models.Index(fields=["source", "received_at"], name="call_record_received"),
        ),
        migrations.AddConstraint(
            model_name="record",
            constraint=models.UniqueConstraint(fields=("source", "external_id"), name="call_record_once"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="record",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_rows",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NOT (NEW."body" = \'\') OR OLD."source_id" IS DISTINCT FROM (NEW."source_id") OR OLD."external_id" IS DISTINCT FROM (NEW."external_id") OR OLD."linked_id" IS DISTINCT FROM (NEW."linked_id") OR OLD."received_at" IS DISTINCT FROM (NEW."received_at"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="56f4340198644e88658d1666cacb32e07c97ab9c",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_rows_6bb55",
                    table="telephony_record",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="record",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_record",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="2841694af594ccf09e91ba43590ec4759e431f72",
                    operation="DELETE",
                    pgid="pgtrigger_keep_record_92b77",
                    table="telephony_record",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="record",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_table",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'rows of % are kept', TG_TABLE_NAME;",
                    hash="620a885de671fb5845ad9582889468da75add6f9",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_keep_table_afd04",
                    table="telephony_record",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sourceevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="88aecf6a1b167d77b20acd757f0dd5d75eb5a1bd",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_e01f5",
                    table="telephony_sourceevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="telephone",
            constraint=models.UniqueConstraint(fields=("source", "extension"), name="telephone_once"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="telephone",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "telephony_telephoneevent" ("duty_post_id", "extension", "id", "in_use", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "version") VALUES (NEW."duty_post_id", NEW."extension", NEW."id", NEW."in_use", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."source_id", NEW."version"); RETURN NULL;',
                    hash="749543779c6b518334eee870fb0a8f4d4eb922e4",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_8cf99",
                    table="telephony_telephone",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="telephone",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "telephony_telephoneevent" ("duty_post_id", "extension", "id", "in_use", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "version") VALUES (NEW."duty_post_id", NEW."extension", NEW."id", NEW."in_use", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."source_id", NEW."version"); RETURN NULL;',
                    hash="995b1d91ce362558f025e9685ec34d79da3d99e5",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_9de41",
                    table="telephony_telephone",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="telephone",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "telephony_telephoneevent" ("duty_post_id", "extension", "id", "in_use", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "version") VALUES (OLD."duty_post_id", OLD."extension", OLD."id", OLD."in_use", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."source_id", OLD."version"); RETURN NULL;',
                    hash="e1cf686d025aa10470a27f68a3dbfef4608de54e",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8c57c",
                    table="telephony_telephone",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="seat",
            index=models.Index(fields=["telephone", "from_at"], name="seat_of_telephone"),
        ),
        migrations.AddIndex(
            model_name="seat",
            index=models.Index(fields=["employee", "from_at"], name="seat_of_employee"),
        ),
        migrations.AddConstraint(
            model_name="seat",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until_at", None)), fields=("telephone",), name="seat_of_one_person"
            ),
        ),
        migrations.AddConstraint(
            model_name="seat",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until_at", None)), fields=("employee",), name="seat_at_one_telephone"
            ),
        ),
        migrations.AddConstraint(
            model_name="seat",
            constraint=models.CheckConstraint(
                condition=models.Q(("until_at", None), ("until_at__gte", models.F("from_at")), _connector="OR"),
                name="seat_times_in_order",
            ),
        ),
        migrations.AddIndex(
            model_name="call",
            index=models.Index(fields=["estate", "-began_at", "-id"], name="call_of_estate"),
        ),
        migrations.AddIndex(
            model_name="call",
            index=models.Index(
                condition=models.Q(("number", ""), _negated=True),
                fields=["estate", "number", "-began_at"],
                name="call_of_number",
            ),
        ),
        migrations.AddIndex(
            model_name="call",
            index=models.Index(condition=models.Q(("settled_at", None)), fields=["heard_at"], name="call_to_settle"),
        ),
        migrations.AddIndex(
            model_name="call",
            index=models.Index(
                condition=models.Q(("numbers_gone_at", None)), fields=["estate", "began_at"], name="call_with_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="call",
            constraint=models.UniqueConstraint(
                condition=models.Q(("source__isnull", False)), fields=("source", "linked_id"), name="call_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="call",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("grade", "by_hand"), ("linked_id", ""), ("source", None)),
                    models.Q(
                        ("source__isnull", False),
                        models.Q(("linked_id", ""), _negated=True),
                        models.Q(("grade", "by_hand"), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="call_by_hand_or_told",
            ),
        ),
        migrations.AddConstraint(
            model_name="call",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("case_id__isnull", False), ("purpose", "case"), models.Q(("case_kind", ""), _negated=True)
                    ),
                    models.Q(models.Q(("purpose", "case"), _negated=True), ("case_id", None), ("case_kind", "")),
                    _connector="OR",
                ),
                name="call_case_is_named",
            ),
        ),
        migrations.AddConstraint(
            model_name="call",
            constraint=models.CheckConstraint(
                condition=models.Q(("ring_seconds", None), ("ring_seconds__gte", 0), _connector="OR"),
                name="call_rang_forward",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="telephoneevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="586072370213ab6b49f5897da26cfcee72850167",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_29824",
                    table="telephony_telephoneevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
