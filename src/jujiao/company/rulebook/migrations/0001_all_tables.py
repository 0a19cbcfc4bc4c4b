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
            name="RulebookVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(verbose_name="version")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Draft"), ("published", "Published")], default="draft", max_length=10
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="what changes")),
                ("effective_from", models.DateTimeField(blank=True, null=True, verbose_name="in force from")),
                ("published_at", models.DateTimeField(null=True)),
                ("proof", models.TextField(blank=True, verbose_name="how it was made known")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rulebook_versions",
                        to="estates.company",
                    ),
                ),
                (
                    "published_by",
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
                    models.UniqueConstraint(fields=("company", "number"), name="rulebook_version_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "draft"),
                            models.Q(
                                ("effective_from__isnull", False),
                                ("published_at__isnull", False),
                                models.Q(("proof", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="rulebook_published_with_proof",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Acknowledgement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("read_at", models.DateTimeField()),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "rulebook_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acknowledgements",
                        to="rulebook.rulebookversion",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("rulebook_version", "user"), name="acknowledged_once")],
            },
        ),
        migrations.CreateModel(
            name="Parameter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=60)),
                ("value", models.DecimalField(decimal_places=3, max_digits=12)),
                ("unit", models.CharField(max_length=20)),
                (
                    "kind",
                    models.CharField(
                        choices=[("regulation", "Regulation"), ("house", "House figure"), ("preset", "Preset")],
                        max_length=10,
                    ),
                ),
                ("clause", models.CharField(max_length=10)),
                ("source", models.CharField(max_length=200)),
                ("enabled", models.BooleanField(default=True)),
                (
                    "estate",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="estates.estate",
                    ),
                ),
                (
                    "rulebook_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parameters",
                        to="rulebook.rulebookversion",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("rulebook_version", "key", "estate"), name="parameter_once", nulls_distinct=False
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ParameterEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("key", models.CharField(max_length=60)),
                ("value", models.DecimalField(decimal_places=3, max_digits=12)),
                ("unit", models.CharField(max_length=20)),
                (
                    "kind",
                    models.CharField(
                        choices=[("regulation", "Regulation"), ("house", "House figure"), ("preset", "Preset")],
                        max_length=10,
                    ),
                ),
                ("clause", models.CharField(max_length=10)),
                ("source", models.CharField(max_length=200)),
                ("enabled", models.BooleanField(default=True)),
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
                        to="rulebook.parameter",
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
            name="AcknowledgementEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("read_at", models.DateTimeField()),
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
                        to="rulebook.acknowledgement",
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
            name="RulebookVersionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("number", models.PositiveIntegerField(verbose_name="version")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Draft"), ("published", "Published")], default="draft", max_length=10
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="what changes")),
                ("effective_from", models.DateTimeField(blank=True, null=True, verbose_name="in force from")),
                ("published_at", models.DateTimeField(null=True)),
                ("proof", models.TextField(blank=True, verbose_name="how it was made known")),
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
                        to="rulebook.rulebookversion",
                    ),
                ),
                (
                    "published_by",
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
        pgtrigger.migrations.AddTrigger(
            model_name="rulebookversion",
            trigger=pgtrigger.compiler.Trigger(
                name="published_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.\"state\" = 'published')",
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="134bb6678c57bbc983d4731d0e20e2d0aec43b54",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_published_stays_291a5",
                    table="rulebook_rulebookversion",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rulebookversion",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "rulebook_rulebookversionevent" ("company_id", "effective_from", "id", "note", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proof", "published_at", "published_by_id", "state", "version") VALUES (NEW."company_id", NEW."effective_from", NEW."id", NEW."note", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."proof", NEW."published_at", NEW."published_by_id", NEW."state", NEW."version"); RETURN NULL;',
                    hash="33969a3792f0d42e3a10b606a4d0dea7afef3fe9",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2e346",
                    table="rulebook_rulebookversion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rulebookversion",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "rulebook_rulebookversionevent" ("company_id", "effective_from", "id", "note", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proof", "published_at", "published_by_id", "state", "version") VALUES (NEW."company_id", NEW."effective_from", NEW."id", NEW."note", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."proof", NEW."published_at", NEW."published_by_id", NEW."state", NEW."version"); RETURN NULL;',
                    hash="ff1970a526340887c7ea76c7e00f55bd590fe78f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3af9e",
                    table="rulebook_rulebookversion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rulebookversion",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "rulebook_rulebookversionevent" ("company_id", "effective_from", "id", "note", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proof", "published_at", "published_by_id", "state", "version") VALUES (OLD."company_id", OLD."effective_from", OLD."id", OLD."note", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."proof", OLD."published_at", OLD."published_by_id", OLD."state", OLD."version"); RETURN NULL;',
                    hash="f6cb35717fa0f7f41db1e9c1b54a8b39fbd4ec88",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_fa66b",
                    table="rulebook_rulebookversion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="parameterevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="9cda4bc8c775b60fcff6c12c0aaf24011164d442",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_79ec9",
                    table="rulebook_parameterevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="parameter",
            trigger=pgtrigger.compiler.Trigger(
                name="published_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE published boolean;",
                    func="\n                    -- Both sides of a move count; FOR SHARE waits for a publication that is under way.\n                    SELECT bool_or(held.state = 'published') INTO published FROM (\n                        SELECT state FROM rulebook_rulebookversion\n                            WHERE id IN (NEW.rulebook_version_id, OLD.rulebook_version_id) FOR SHARE\n                    ) AS held;\n                    IF published THEN\n                        RAISE EXCEPTION 'figures of a published rulebook version never change';\n                    END IF;\n                    RETURN COALESCE(NEW, OLD);\n                ",
                    hash="1b89da7f03b67dab252dc748da6ce7d7425c8e2d",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_published_stays_239f8",
                    table="rulebook_parameter",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="parameter",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "rulebook_parameterevent" ("clause", "enabled", "estate_id", "id", "key", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rulebook_version_id", "source", "unit", "value") VALUES (NEW."clause", NEW."enabled", NEW."estate_id", NEW."id", NEW."key", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."rulebook_version_id", NEW."source", NEW."unit", NEW."value"); RETURN NULL;',
                    hash="6ffd9d90f2bcd9cf4db9ab0a4a498fa1e4f47ec6",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_61dd3",
                    table="rulebook_parameter",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="parameter",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "rulebook_parameterevent" ("clause", "enabled", "estate_id", "id", "key", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rulebook_version_id", "source", "unit", "value") VALUES (NEW."clause", NEW."enabled", NEW."estate_id", NEW."id", NEW."key", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."rulebook_version_id", NEW."source", NEW."unit", NEW."value"); RETURN NULL;',
                    hash="c5c60a2bc638dc50a1cb7aacc51a7b2cdde9c374",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_4e037",
                    table="rulebook_parameter",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="parameter",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "rulebook_parameterevent" ("clause", "enabled", "estate_id", "id", "key", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rulebook_version_id", "source", "unit", "value") VALUES (OLD."clause", OLD."enabled", OLD."estate_id", OLD."id", OLD."key", OLD."kind", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."rulebook_version_id", OLD."source", OLD."unit", OLD."value"); RETURN NULL;',
                    hash="020f32bab71fd6657a67144ee393b936d7258c06",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2dedb",
                    table="rulebook_parameter",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="acknowledgementevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="a15a17a41d4a670abcc6a5645d60bea0c1ce8b04",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_f1348",
                    table="rulebook_acknowledgementevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="acknowledgement",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "rulebook_acknowledgementevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "read_at", "rulebook_version_id", "user_id") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."read_at", NEW."rulebook_version_id", NEW."user_id"); RETURN NULL;',
                    hash="7d28fe5bd499eaaa0d1e92034f549bfd3e74eccd",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_164b9",
                    table="rulebook_acknowledgement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="acknowledgement",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "rulebook_acknowledgementevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "read_at", "rulebook_version_id", "user_id") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."read_at", NEW."rulebook_version_id", NEW."user_id"); RETURN NULL;',
                    hash="77852b3c97c1072d151628a757928405300cbe55",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_abd57",
                    table="rulebook_acknowledgement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="acknowledgement",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "rulebook_acknowledgementevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "read_at", "rulebook_version_id", "user_id") VALUES (OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."read_at", OLD."rulebook_version_id", OLD."user_id"); RETURN NULL;',
                    hash="b7e908d50545d1c73071e81c12bb8a4160780df5",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7e590",
                    table="rulebook_acknowledgement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rulebookversionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="eb33d3704d4a6c42a0c6fd07d99f3962a329ac68",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_57a36",
                    table="rulebook_rulebookversionevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
