from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("conversations", "0001_all_tables")]

    operations = [
        migrations.AddField(model_name="conversation", name="read_at", field=models.DateTimeField(null=True)),
    ]
