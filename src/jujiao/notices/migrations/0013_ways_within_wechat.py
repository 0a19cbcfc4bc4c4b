from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notices", "0012_told_in_wechat"), ("wechat", "0002_ways_shut_and_resting")]

    operations = [
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
        migrations.AddIndex(
            model_name="attempt",
            index=models.Index(
                condition=models.Q(("way", ""), _negated=True), fields=["-started_at"], name="attempt_by_way"
            ),
        ),
    ]
