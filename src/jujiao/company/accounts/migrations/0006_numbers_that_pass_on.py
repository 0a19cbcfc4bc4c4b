from django.db import migrations, models


class Migration(migrations.Migration):
    """A number belongs to people in time: an account may have none any more, and whose it is stands with the residents."""

    dependencies = [
        ("accounts", "0005_number_misses"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="user",
            name="user_can_sign_in",
        ),
        migrations.AlterField(
            model_name="user",
            name="phone",
            field=models.CharField(blank=True, max_length=20, null=True, verbose_name="phone"),
        ),
        migrations.AddIndex(
            model_name="user",
            index=models.Index(condition=models.Q(("phone__isnull", False)), fields=["phone"], name="user_phone"),
        ),
    ]
