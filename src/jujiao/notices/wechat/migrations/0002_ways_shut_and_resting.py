from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("wechat", "0001_all_tables")]

    operations = [
        migrations.AddField(model_name="follower", name="shut_at", field=models.DateTimeField(null=True)),
        migrations.AddField(model_name="right", name="rests_until", field=models.DateTimeField(null=True)),
    ]
