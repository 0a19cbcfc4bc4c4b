from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("kernel", "0004_attachments"),
    ]

    operations = [
        migrations.CreateModel(
            name="WeChatToken",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("app_id", models.CharField(max_length=64, unique=True)),
                ("value", models.TextField(blank=True)),
                ("ends_at", models.DateTimeField()),
                ("forced_at", models.DateTimeField(null=True)),
            ],
        ),
    ]
