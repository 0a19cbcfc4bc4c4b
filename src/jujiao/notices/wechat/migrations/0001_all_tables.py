import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("estates", "0008_pairs_of_names"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="Account",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=40, verbose_name="name")),
                ("app_id", models.CharField(max_length=64, unique=True, verbose_name="AppID")),
                ("original_id", models.CharField(max_length=64, unique=True, verbose_name="original id")),
                ("secret", models.TextField()),
                ("token", models.TextField()),
                ("aes_key", models.TextField()),
                ("former_aes_key", models.TextField(blank=True)),
                ("path", models.CharField(max_length=64, unique=True)),
                ("url", models.CharField(default="https://api.weixin.qq.com", max_length=200)),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="estates.estate",
                        verbose_name="estate",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Hearing",
            fields=[
                (
                    "account",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="hearing",
                        serialize=False,
                        to="wechat.account",
                    ),
                ),
                ("heard_at", models.DateTimeField(null=True)),
                ("refused", models.PositiveBigIntegerField(db_default=0, default=0)),
                ("refused_at", models.DateTimeField(null=True)),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("not_theirs", "Not signed by the platform, too old, or meant for another account"),
                            ("garbage", "Could not be read"),
                            ("sealed", "Token or key can no longer be opened here: enter them anew"),
                        ],
                        db_default="",
                        max_length=10,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AccountEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=40, verbose_name="name")),
                ("app_id", models.CharField(max_length=64, verbose_name="AppID")),
                ("original_id", models.CharField(max_length=64, verbose_name="original id")),
                ("url", models.CharField(default="https://api.weixin.qq.com", max_length=200)),
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
                        db_constraint=False,
                        db_index=False,
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
                        to="wechat.account",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Binding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "by",
                    models.CharField(
                        choices=[
                            ("scan", "Scanned a code that they were shown once"),
                            ("phone", "Code by text message"),
                        ],
                        max_length=10,
                    ),
                ),
                ("phone_mark", models.CharField(blank=True, max_length=64)),
                ("bound_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="wechat_bindings", to="estates.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Follower",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("openid", models.CharField(max_length=64)),
                ("follows", models.BooleanField(default=True)),
                ("refuses", models.BooleanField(default=False)),
                ("wrote_at", models.DateTimeField(null=True)),
                ("touched_at", models.DateTimeField(null=True)),
                (
                    "touched_by",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("followed", "Followed"),
                            ("scanned", "Scanned a code"),
                            ("clicked", "Clicked the menu"),
                        ],
                        max_length=10,
                    ),
                ),
                ("shut_at", models.DateTimeField(null=True)),
                ("first_at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="followers",
                        to="wechat.account",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("template_id", models.CharField(max_length=64)),
                ("left", models.PositiveIntegerField(default=0)),
                ("declined", models.BooleanField(default=False)),
                (
                    "follower",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents",
                        to="wechat.follower",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Code",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("mark", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="wechat.account",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="estates.person"
                    ),
                ),
                (
                    "used_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="wechat.follower",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BindingEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "by",
                    models.CharField(
                        choices=[
                            ("scan", "Scanned a code that they were shown once"),
                            ("phone", "Code by text message"),
                        ],
                        max_length=10,
                    ),
                ),
                ("phone_mark", models.CharField(blank=True, max_length=64)),
                ("bound_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
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
                        to="wechat.binding",
                    ),
                ),
                (
                    "follower",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="wechat.follower",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="binding",
            name="follower",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="bindings",
                to="wechat.follower",
            ),
        ),
        migrations.CreateModel(
            name="Inbound",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=200)),
                ("kind", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                ("received_at", models.DateTimeField()),
                ("fields", models.JSONField(default=dict)),
                (
                    "medium",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Nothing to fetch"),
                            ("waits", "To be fetched"),
                            ("here", "Fetched"),
                            ("gone", "Could not be fetched"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="wechat.account",
                    ),
                ),
                (
                    "follower",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inbound",
                        to="wechat.follower",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Right",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("window", "Within the window after the owner's message"),
                            ("template", "Template message"),
                            ("notice", "Subscription notice"),
                        ],
                        max_length=10,
                    ),
                ),
                ("lost_at", models.DateTimeField(null=True)),
                ("rests_until", models.DateTimeField(null=True)),
                ("code", models.CharField(blank=True, max_length=20)),
                (
                    "account",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rights",
                        to="wechat.account",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Sending",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("attempt_id", models.UUIDField(null=True)),
                (
                    "follower",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sent",
                        to="wechat.follower",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Template",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "way",
                    models.CharField(
                        choices=[("template", "Template message"), ("notice", "Subscription notice")], max_length=10
                    ),
                ),
                ("template_id", models.CharField(max_length=64, verbose_name="template id")),
                ("blanks", models.JSONField(default=dict)),
                (
                    "account",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="templates",
                        to="wechat.account",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.UniqueConstraint(fields=("company", "name"), name="official_account_named_once"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="account",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "wechat_accountevent" ("app_id", "company_id", "estate_id", "id", "in_use", "name", "original_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "url", "version") VALUES (NEW."app_id", NEW."company_id", NEW."estate_id", NEW."id", NEW."in_use", NEW."name", NEW."original_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."url", NEW."version"); RETURN NULL;',
                    hash="7f3a4462afb418277addab9841dd196cc79dd2c9",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0e308",
                    table="wechat_account",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="account",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."app_id" IS DISTINCT FROM (NEW."app_id") OR OLD."company_id" IS DISTINCT FROM (NEW."company_id") OR OLD."estate_id" IS DISTINCT FROM (NEW."estate_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."in_use" IS DISTINCT FROM (NEW."in_use") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."original_id" IS DISTINCT FROM (NEW."original_id") OR OLD."url" IS DISTINCT FROM (NEW."url") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                    func='INSERT INTO "wechat_accountevent" ("app_id", "company_id", "estate_id", "id", "in_use", "name", "original_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "url", "version") VALUES (NEW."app_id", NEW."company_id", NEW."estate_id", NEW."id", NEW."in_use", NEW."name", NEW."original_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."url", NEW."version"); RETURN NULL;',
                    hash="3ce77bc94e344286c0a18fbbee373b0aef07f3cf",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7af5e",
                    table="wechat_account",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="account",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "wechat_accountevent" ("app_id", "company_id", "estate_id", "id", "in_use", "name", "original_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "url", "version") VALUES (OLD."app_id", OLD."company_id", OLD."estate_id", OLD."id", OLD."in_use", OLD."name", OLD."original_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."url", OLD."version"); RETURN NULL;',
                    hash="97dcb9ac842b3e3133f1c572d42f2f99d54edfe9",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_263ab",
                    table="wechat_account",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="accountevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="c286ed9c2537fb6a28430aa1ac66e619bf6182be",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_77d21",
                    table="wechat_accountevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="follower",
            constraint=models.UniqueConstraint(fields=("account", "openid"), name="follower_once"),
        ),
        migrations.AddConstraint(
            model_name="follower",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("touched_at", None), ("touched_by", "")),
                    models.Q(("touched_at__isnull", False), models.Q(("touched_by", ""), _negated=True)),
                    _connector="OR",
                ),
                name="follower_touched_by_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.UniqueConstraint(fields=("follower", "template_id"), name="consent_once_a_template"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="bindingevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="ba5941d6c2c0960e19a57f195dc6374dc0bc077c",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_12685",
                    table="wechat_bindingevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="binding",
            index=models.Index(fields=["follower", "-id"], name="binding_of_follower"),
        ),
        migrations.AddConstraint(
            model_name="binding",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)), fields=("follower",), name="binding_one_person"
            ),
        ),
        migrations.AddConstraint(
            model_name="binding",
            constraint=models.CheckConstraint(
                condition=models.Q(("ended_at", None), ("ended_at__gte", models.F("bound_at")), _connector="OR"),
                name="binding_times_in_order",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="binding",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "wechat_bindingevent" ("bound_at", "by", "ended_at", "follower_id", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone_mark") VALUES (NEW."bound_at", NEW."by", NEW."ended_at", NEW."follower_id", NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone_mark"); RETURN NULL;',
                    hash="24a2912367f9566d095452849d8f8affe48d6661",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2cd3f",
                    table="wechat_binding",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="binding",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "wechat_bindingevent" ("bound_at", "by", "ended_at", "follower_id", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone_mark") VALUES (NEW."bound_at", NEW."by", NEW."ended_at", NEW."follower_id", NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone_mark"); RETURN NULL;',
                    hash="9a2f68ed06b0a37b11c199183fcfd2d8798d69ee",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_bf9b3",
                    table="wechat_binding",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="binding",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "wechat_bindingevent" ("bound_at", "by", "ended_at", "follower_id", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone_mark") VALUES (OLD."bound_at", OLD."by", OLD."ended_at", OLD."follower_id", OLD."id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."phone_mark"); RETURN NULL;',
                    hash="df75f319ae68896601a1fa25f41e9d0581f55c09",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_54f8a",
                    table="wechat_binding",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="inbound",
            index=models.Index(fields=["follower", "-id"], name="inbound_of_follower"),
        ),
        migrations.AddConstraint(
            model_name="inbound",
            constraint=models.UniqueConstraint(fields=("account", "key"), name="inbound_once"),
        ),
        migrations.AddConstraint(
            model_name="right",
            constraint=models.UniqueConstraint(fields=("account", "way"), name="right_once"),
        ),
        migrations.AddIndex(
            model_name="sending",
            index=models.Index(fields=["follower", "-at"], name="sending_of_follower"),
        ),
        migrations.AddConstraint(
            model_name="template",
            constraint=models.UniqueConstraint(fields=("account", "way"), name="template_once"),
        ),
        migrations.AddConstraint(
            model_name="template",
            constraint=models.CheckConstraint(
                condition=models.Q(("way", "window"), _negated=True), name="template_is_for_beyond_the_window"
            ),
        ),
    ]
