from django.contrib.postgres.indexes import GinIndex
from django.db import migrations

from jujiao.kernel.database.pairs import Pairs


class Migration(migrations.Migration):
    """Names of two characters, and two characters of a room, are found among however many."""

    dependencies = [("estates", "0007_desk_phone"), ("kernel", "0003_pairs_of_characters")]

    operations = [
        migrations.AddIndex("person", GinIndex(Pairs("name"), name="person_pairs")),
        migrations.AddIndex("room", GinIndex(Pairs("key"), name="room_pairs")),
    ]
