from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("staff", "0004_numbers_in_one_form")]

    operations = [
        migrations.AddField(
            model_name="columnmatching",
            name="continues_rooms",
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
