from django.db import migrations


class Migration(migrations.Migration):
    """Nothing: what it did stands in 0001, where making the tables is quicker. Kept for databases that know it."""

    dependencies = [("complaints", "0001_tables")]
    operations = []
