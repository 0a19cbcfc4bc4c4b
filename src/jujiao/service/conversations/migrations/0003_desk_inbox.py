from django.db import migrations, models
from django.db.models.functions import Coalesce


class Migration(migrations.Migration):
    dependencies = [("conversations", "0002_box_read_at")]

    operations = [
        migrations.AddIndex(
            model_name="conversation",
            index=models.Index(
                models.F("estate"),
                Coalesce("due_at", "waiting_since"),
                models.F("id"),
                condition=models.Q(waiting_since__isnull=False),
                name="conversation_turn",
            ),
        ),
        migrations.AddIndex(
            model_name="conversation",
            index=models.Index(fields=["-last_at", "-id"], condition=models.Q(joined=None), name="conversation_latest"),
        ),
    ]
