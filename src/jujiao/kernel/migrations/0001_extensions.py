from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension
from django.db import migrations


class Migration(migrations.Migration):
    """What PostgreSQL must bring: likeness of texts, and exclusion of overlapping times."""

    dependencies = []
    operations = [TrigramExtension(), BtreeGistExtension()]
