"""A notice is in the inbox by being there: no second row says so."""

from django.db import migrations, models

FORGET = "DELETE FROM notices_delivery WHERE channel = 'inbox'"
REMEMBER = """
INSERT INTO notices_delivery (notice_id, channel, message_id, state, attempts, last_error, created_at, sent_at)
SELECT id, 'inbox', gen_random_uuid(), 'sent', 1, '', created_at, created_at FROM notices_notice
"""


class Migration(migrations.Migration):
    dependencies = [("notices", "0005_preferences")]

    operations = [
        migrations.RunSQL(FORGET, REMEMBER),
        migrations.AlterField(
            model_name="delivery",
            name="channel",
            field=models.CharField(choices=[("email", "E-mail")], max_length=10),
        ),
    ]
