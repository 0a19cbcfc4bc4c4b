"""Whether somebody is on duty is a sign-on (`company.duty`): nobody says it here any more."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("notices", "0010_consents_and_what_is_gathered")]

    operations = [migrations.RemoveField(model_name="preference", name="on_duty_until")]
