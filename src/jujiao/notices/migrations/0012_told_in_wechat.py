import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("estates", "0008_pairs_of_names"),
        ("notices", "0011_duty_is_signed_on"),
        ("wechat", "0001_all_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="notice",
            name="notice_once_outside",
        ),
        migrations.RemoveConstraint(
            model_name="notice",
            name="notice_has_one_reader",
        ),
        migrations.AddField(
            model_name="attempt",
            name="way",
            field=models.CharField(blank=True, db_default="", max_length=10),
        ),
        migrations.AddField(
            model_name="delivery",
            name="past",
            field=models.CharField(blank=True, db_default="", max_length=10),
        ),
        migrations.AddField(
            model_name="notice",
            name="follower",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="wechat.follower",
            ),
        ),
        migrations.AlterField(
            model_name="delivery",
            name="channel",
            field=models.CharField(
                choices=[("email", "E-mail"), ("sms", "Text message"), ("wechat", "WeChat")], max_length=10
            ),
        ),
        migrations.AlterField(
            model_name="receipt",
            name="channel",
            field=models.CharField(
                choices=[("email", "E-mail"), ("sms", "Text message"), ("wechat", "WeChat")], max_length=10
            ),
        ),
        migrations.AddIndex(
            model_name="attempt",
            index=models.Index(
                condition=models.Q(("way", ""), _negated=True), fields=["-started_at"], name="attempt_by_way"
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(
                condition=models.Q(("recipient__isnull", True)),
                fields=("person", "phone", "follower", "key"),
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
                        models.Q(
                            ("person__isnull", False),
                            models.Q(("phone", ""), _negated=True),
                            ("follower__isnull", False),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="notice_has_one_reader",
            ),
        ),
    ]
