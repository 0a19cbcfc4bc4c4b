from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("complaints", "0009_photos_are_attachments"),
    ]

    operations = [
        migrations.DeleteModel(
            name="Photo",
        ),
    ]
