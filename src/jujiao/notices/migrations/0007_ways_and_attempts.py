"""Who has no account is told too, by several ways, each try a row of its own; whom none reaches is called."""

import django.contrib.postgres.fields
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

FORGET = """
SET CONSTRAINTS ALL IMMEDIATE;
DELETE FROM notices_delivery WHERE channel <> 'email'
    OR notice_id IN (SELECT id FROM notices_notice WHERE recipient_id IS NULL);
DELETE FROM notices_notice WHERE recipient_id IS NULL;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("estates", "0007_desk_phone"),
        ("notices", "0006_the_inbox_is_no_delivery"),
        ("staff", "0005_rooms_continue"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CallTry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Receipt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("channel", models.CharField(choices=[("email", "E-mail"), ("sms", "Text message")], max_length=10)),
                ("vendor_id", models.CharField(blank=True, max_length=120)),
                ("attempt_id", models.UUIDField(null=True)),
                ("delivered", models.BooleanField()),
                ("code", models.CharField(blank=True, max_length=60)),
                ("sentence", models.CharField(blank=True, max_length=300)),
                ("at", models.DateTimeField()),
                ("received_at", models.DateTimeField()),
                ("matched_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.RenameField(
            model_name="delivery",
            old_name="attempts",
            new_name="tries",
        ),
        migrations.AddField(
            model_name="delivery",
            name="after",
            field=models.OneToOneField(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="successor", to="notices.delivery"
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="accepted_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="notice",
            name="accepted_by",
            field=models.CharField(blank=True, db_default="", max_length=10),
        ),
        migrations.AddField(
            model_name="notice",
            name="must_reach",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="notice",
            name="person",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="estates.person",
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="phone",
            field=models.CharField(blank=True, db_default="", max_length=20),
        ),
        migrations.AddField(
            model_name="notice",
            name="settle_by",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="notice",
            name="settles",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(), db_default=[], default=list
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="ways",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=10), db_default=[], default=list
            ),
        ),
        migrations.AddField(
            model_name="preference",
            name="order",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=10), db_default=[], default=list
            ),
        ),
        migrations.AlterField(
            model_name="delivery",
            name="channel",
            field=models.CharField(choices=[("email", "E-mail"), ("sms", "Text message")], max_length=10),
        ),
        migrations.AlterField(
            model_name="delivery",
            name="state",
            field=models.CharField(
                choices=[
                    ("queued", "Waiting"),
                    ("sent", "Sent"),
                    ("delivered", "Arrived"),
                    ("failed", "Failed"),
                    ("withheld", "Withheld"),
                    ("unwanted", "Not wanted"),
                ],
                default="queued",
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="notice",
            name="recipient",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="notices",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.CreateModel(
            name="Attempt",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("n", models.PositiveSmallIntegerField()),
                ("address", models.CharField(max_length=254)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("under_way", "Being sent"),
                            ("accepted", "Sent"),
                            ("delivered", "Arrived"),
                            ("failed", "Failed"),
                        ],
                        default="under_way",
                        max_length=10,
                    ),
                ),
                ("vendor_id", models.CharField(blank=True, max_length=120)),
                ("code", models.CharField(blank=True, max_length=60)),
                ("sentence", models.CharField(blank=True, max_length=300)),
                ("started_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "delivery",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attempts",
                        to="notices.delivery",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CallTask",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject_kind", models.CharField(max_length=30)),
                ("subject_id", models.BigIntegerField()),
                ("estate_id", models.BigIntegerField()),
                ("phone", models.CharField(blank=True, max_length=20)),
                ("due_at", models.DateTimeField(null=True)),
                ("place_at", models.DateTimeField()),
                ("created_at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("reached", "Reached"),
                            ("wrong_number", "Number wrong"),
                            ("overtaken", "Told otherwise"),
                        ],
                        max_length=12,
                    ),
                ),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="staff.employee"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="estates.person"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="notice",
            name="call",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="notices",
                to="notices.calltask",
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("must_reach", True)),
                fields=["subject_kind", "subject_id"],
                name="notice_must_reach",
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(condition=models.Q(("call__isnull", False)), fields=["call"], name="notice_of_call"),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(
                condition=models.Q(("recipient__isnull", True)),
                fields=("person", "phone", "key"),
                name="notice_once_outside",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("person__isnull", True), ("recipient__isnull", False)),
                    models.Q(
                        ("must_reach", True),
                        ("recipient__isnull", True),
                        models.Q(("person__isnull", False), models.Q(("phone", ""), _negated=True), _connector="OR"),
                    ),
                    _connector="OR",
                ),
                name="notice_has_one_reader",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("accepted_at__isnull", True), ("accepted_by", "")),
                    ("accepted_at__isnull", False),
                    _connector="OR",
                ),
                name="notice_accepted_by_a_way",
            ),
        ),
        migrations.AddField(
            model_name="calltry",
            name="employee",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="staff.employee"
            ),
        ),
        migrations.AddField(
            model_name="calltry",
            name="task",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="tries", to="notices.calltask"
            ),
        ),
        migrations.AddConstraint(
            model_name="receipt",
            constraint=models.UniqueConstraint(
                fields=("channel", "vendor_id", "attempt_id", "delivered"), name="receipt_once", nulls_distinct=False
            ),
        ),
        migrations.AddIndex(
            model_name="attempt",
            index=models.Index(
                condition=models.Q(("vendor_id", ""), _negated=True), fields=["vendor_id"], name="attempt_of_vendor"
            ),
        ),
        migrations.AddConstraint(
            model_name="attempt",
            constraint=models.UniqueConstraint(fields=("delivery", "n"), name="attempt_once"),
        ),
        migrations.AddConstraint(
            model_name="attempt",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "under_way")), fields=("delivery",), name="attempt_one_under_way"
            ),
        ),
        migrations.AddConstraint(
            model_name="attempt",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("accepted_at__isnull", True), ("ended_at__isnull", True), ("state", "under_way")),
                    models.Q(("accepted_at__isnull", False), ("ended_at__isnull", True), ("state", "accepted")),
                    models.Q(("accepted_at__isnull", False), ("ended_at__isnull", False), ("state", "delivered")),
                    models.Q(("ended_at__isnull", False), ("state", "failed")),
                    _connector="OR",
                ),
                name="attempt_times_fit_its_state",
            ),
        ),
        migrations.AddIndex(
            model_name="calltask",
            index=models.Index(
                condition=models.Q(("ended_at__isnull", True)),
                fields=["estate_id", "place_at", "id"],
                name="call_waiting",
            ),
        ),
        migrations.AddConstraint(
            model_name="calltask",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("subject_kind", "subject_id", "person", "phone"),
                name="call_one_waiting",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="calltask",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("outcome", "")),
                    models.Q(models.Q(("outcome", ""), _negated=True), ("ended_at__isnull", False)),
                    _connector="OR",
                ),
                name="call_ended_has_outcome",
            ),
        ),
        migrations.AddConstraint(
            model_name="calltask",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("phone", ""),
                    (
                        "phone__regex",
                        "^(1[3-9]\\d{9}|(0\\d{2,3}-\\d|[2-8])\\d{6,7}(-\\d{1,6})?|[48]00-\\d{3}-\\d{4}(-\\d{1,6})?|95\\d{3,6}|96\\d{3,4}|1[012]\\d{3}|\\+[1-9]\\d{6,14}(-\\d{1,6})?)$",
                    ),
                    _connector="OR",
                ),
                name="call_phone_normal",
            ),
        ),
        # On the way back: who has no account was told by nothing that was there before.
        migrations.RunSQL(migrations.RunSQL.noop, FORGET),
    ]
