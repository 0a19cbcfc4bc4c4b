"""How a try went stands with the try alone."""

import uuid

from django.db import migrations, models

REMEMBER = """
UPDATE notices_delivery SET message_id = coalesce(
    (SELECT id FROM notices_attempt WHERE delivery_id = notices_delivery.id ORDER BY n DESC LIMIT 1),
    gen_random_uuid()), last_error = coalesce(
    (SELECT left(code || ': ' || sentence, 300) FROM notices_attempt
    WHERE delivery_id = notices_delivery.id AND code <> '' ORDER BY n DESC LIMIT 1), '')
"""


class Migration(migrations.Migration):
    dependencies = [("notices", "0008_mails_have_attempts")]

    operations = [
        migrations.AlterField("delivery", "message_id", models.UUIDField(default=uuid.uuid4, null=True)),
        migrations.RunSQL(migrations.RunSQL.noop, REMEMBER),
        migrations.RemoveField("delivery", "last_error"),
        migrations.RemoveField("delivery", "message_id"),
    ]
