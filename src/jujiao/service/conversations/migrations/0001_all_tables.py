import django.db.models.deletion
import django.db.models.functions.comparison
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("estates", "0008_pairs_of_names"),
        ("kernel", "0005_wechat_token"),
        ("notices", "0012_told_in_wechat"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("staff", "0007_spells_and_posts_filled"),
        ("wechat", "0001_all_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Conversation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "way",
                    models.CharField(
                        choices=[("pages", "Owner's pages"), ("api", "App of the company"), ("wechat", "WeChat")],
                        max_length=10,
                        verbose_name="way",
                    ),
                ),
                ("taken_at", models.DateTimeField(null=True)),
                ("round", models.PositiveIntegerField(default=1)),
                ("seq", models.PositiveIntegerField(default=0)),
                ("waiting_since", models.DateTimeField(null=True, verbose_name="waiting since")),
                ("due_at", models.DateTimeField(null=True, verbose_name="due")),
                ("began_at", models.DateTimeField()),
                ("last_at", models.DateTimeField(verbose_name="last message")),
                ("last_text", models.CharField(blank=True, max_length=80)),
                ("read_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True, verbose_name="ended at")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "estate",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conversations",
                        to="estates.estate",
                    ),
                ),
                (
                    "follower",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conversations",
                        to="wechat.follower",
                    ),
                ),
                (
                    "joined",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="conversations.conversation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conversations",
                        to="estates.person",
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conversations",
                        to="staff.employee",
                        verbose_name="in hand of",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Phrase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=40, verbose_name="title")),
                ("short", models.CharField(blank=True, max_length=20, verbose_name="short form")),
                ("in_use", models.BooleanField(default=True, verbose_name="in use")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="estates.company"
                    ),
                ),
                (
                    "estate",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="estates.estate",
                        verbose_name="estate",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PhraseEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("title", models.CharField(max_length=40, verbose_name="title")),
                ("short", models.CharField(blank=True, max_length=20, verbose_name="short form")),
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
                        verbose_name="estate",
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
                        to="conversations.phrase",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PhraseVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("text", models.CharField(max_length=2000, verbose_name="wording")),
                ("published_at", models.DateTimeField()),
                (
                    "phrase",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="conversations.phrase",
                    ),
                ),
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
            ],
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("round", models.PositiveIntegerField()),
                ("seq", models.PositiveIntegerField()),
                (
                    "direction",
                    models.CharField(
                        choices=[
                            ("incoming", "From the owner"),
                            ("outgoing", "Answer"),
                            ("note", "Note among colleagues"),
                            ("news", "What happened"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "content",
                    models.CharField(
                        choices=[
                            ("text", "Text"),
                            ("photo", "Photo"),
                            ("voice", "Voice recording"),
                            ("video", "Video"),
                            ("place", "Place"),
                            ("link", "Link"),
                            ("other", "Something else"),
                        ],
                        default="text",
                        max_length=10,
                    ),
                ),
                ("text", models.CharField(blank=True, max_length=2000, verbose_name="text")),
                ("latitude", models.FloatField(null=True)),
                ("longitude", models.FloatField(null=True)),
                (
                    "way",
                    models.CharField(
                        blank=True,
                        choices=[("pages", "Owner's pages"), ("api", "App of the company"), ("wechat", "WeChat")],
                        max_length=10,
                    ),
                ),
                ("external_id", models.CharField(blank=True, max_length=200)),
                (
                    "medium",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "None"),
                            ("waits", "On its way"),
                            ("here", "Here"),
                            ("gone", "Could not be fetched"),
                        ],
                        max_length=10,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(null=True)),
                ("accepted_by", models.CharField(blank=True, max_length=10)),
                ("case_kind", models.CharField(blank=True, max_length=30)),
                ("case_id", models.BigIntegerField(null=True)),
                (
                    "conversation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="messages",
                        to="conversations.conversation",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="kernel.timelineentry",
                    ),
                ),
                (
                    "notice",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="notices.notice"
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "phrase_version",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="conversations.phraseversion",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="conversation",
            index=models.Index(
                condition=models.Q(("waiting_since__isnull", False)),
                fields=["estate", "due_at", "id"],
                name="conversation_waiting",
            ),
        ),
        migrations.AddIndex(
            model_name="conversation",
            index=models.Index(
                models.F("estate"),
                django.db.models.functions.comparison.Coalesce("due_at", "waiting_since"),
                models.F("id"),
                condition=models.Q(("waiting_since__isnull", False)),
                name="conversation_turn",
            ),
        ),
        migrations.AddIndex(
            model_name="conversation",
            index=models.Index(fields=["estate", "-last_at", "-id"], name="conversation_recent"),
        ),
        migrations.AddIndex(
            model_name="conversation",
            index=models.Index(
                condition=models.Q(("joined", None)), fields=["-last_at", "-id"], name="conversation_latest"
            ),
        ),
        migrations.AddIndex(
            model_name="conversation",
            index=models.Index(
                condition=models.Q(("ended_at", None)), fields=["taken_by", "due_at", "id"], name="conversation_in_hand"
            ),
        ),
        migrations.AddConstraint(
            model_name="conversation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("person__isnull", False)),
                fields=("estate", "person"),
                name="conversation_once_a_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="conversation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("joined", None), ("person", None)),
                fields=("estate", "follower"),
                name="conversation_once_a_stranger",
            ),
        ),
        migrations.AddConstraint(
            model_name="conversation",
            constraint=models.CheckConstraint(
                condition=models.Q(("person__isnull", False), ("follower__isnull", False), _connector="OR"),
                name="conversation_with_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="conversation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("taken_at", None), ("taken_by", None)),
                    models.Q(("taken_at__isnull", False), ("taken_by__isnull", False)),
                    _connector="OR",
                ),
                name="conversation_taken_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="conversation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_at", None), models.Q(("taken_by", None), ("waiting_since", None)), _connector="OR"
                ),
                name="conversation_ends_answered",
            ),
        ),
        migrations.AddConstraint(
            model_name="conversation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("due_at", None), ("waiting_since", None)),
                    ("waiting_since__isnull", False),
                    _connector="OR",
                ),
                name="conversation_due_while_waiting",
            ),
        ),
        migrations.AddConstraint(
            model_name="conversation",
            constraint=models.CheckConstraint(
                condition=models.Q(("last_at__gte", models.F("began_at"))), name="conversation_times_in_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="phrase",
            constraint=models.UniqueConstraint(
                fields=("company", "estate", "title"), name="phrase_once", nulls_distinct=False
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="phrase",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "conversations_phraseevent" ("company_id", "estate_id", "id", "in_use", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "short", "title", "version") VALUES (NEW."company_id", NEW."estate_id", NEW."id", NEW."in_use", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."short", NEW."title", NEW."version"); RETURN NULL;',
                    hash="00bc3f7ee282c6e27b65d6b9652a2af25905b39c",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_56802",
                    table="conversations_phrase",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="phrase",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "conversations_phraseevent" ("company_id", "estate_id", "id", "in_use", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "short", "title", "version") VALUES (NEW."company_id", NEW."estate_id", NEW."id", NEW."in_use", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."short", NEW."title", NEW."version"); RETURN NULL;',
                    hash="dc13effa553703bcd2fc0a7bc234c0302782b297",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d36bc",
                    table="conversations_phrase",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="phrase",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "conversations_phraseevent" ("company_id", "estate_id", "id", "in_use", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "short", "title", "version") VALUES (OLD."company_id", OLD."estate_id", OLD."id", OLD."in_use", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."short", OLD."title", OLD."version"); RETURN NULL;',
                    hash="68f32b07c328b3e60ebe4405f8deac6fca9f645d",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c9230",
                    table="conversations_phrase",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="phraseevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="6e7038dcaa5aca541830a6af308a7c15203d2f5e",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_7bf45",
                    table="conversations_phraseevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="phraseversion",
            constraint=models.UniqueConstraint(fields=("phrase", "number"), name="phrase_version_once"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="phraseversion",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_rows",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="1466b0f7cda3e1ec00c1b1a925f95a0f07515228",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_keep_rows_934d6",
                    table="conversations_phraseversion",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="phraseversion",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_table",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'rows of % are kept', TG_TABLE_NAME;",
                    hash="7bc4a6d8367b851597a7468fafa54df83c203a21",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_keep_table_ea1d5",
                    table="conversations_phraseversion",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(fields=["conversation", "-id"], name="message_of_conversation"),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(("case_kind", ""), _negated=True),
                fields=["case_kind", "case_id"],
                name="message_of_case",
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.UniqueConstraint(
                condition=models.Q(("external_id", ""), _negated=True),
                fields=("way", "external_id"),
                name="message_once_a_way",
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("accepted_at", None), ("accepted_by", "")),
                    models.Q(
                        ("accepted_at__isnull", False),
                        ("direction", "outgoing"),
                        models.Q(("accepted_by", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="message_accepted_by_a_way",
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("case_id", None), ("case_kind", "")),
                    models.Q(models.Q(("case_kind", ""), _negated=True), ("case_id__isnull", False)),
                    _connector="OR",
                ),
                name="message_names_its_case",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="message",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_messages",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="9aed6f5ac797c22ded57bc4a791f38dddf585521",
                    operation="DELETE",
                    pgid="pgtrigger_keep_messages_75743",
                    table="conversations_message",
                    when="BEFORE",
                ),
            ),
        ),
    ]
