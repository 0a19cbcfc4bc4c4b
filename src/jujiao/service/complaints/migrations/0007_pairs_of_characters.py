import django.contrib.postgres.indexes
from django.db import migrations

import jujiao.kernel.database.pairs


# Statistics of pairs cost each analysis of the table three times its time, and decide nothing: the cost of
# character_pairs does.
UNCOUNTED = "ALTER INDEX complaint_pairs ALTER COLUMN 1 SET STATISTICS 0"


class Migration(migrations.Migration):
    """Words of two characters are indexed, as most Chinese ones are."""

    dependencies = [("complaints", "0006_steps_back"), ("kernel", "0003_pairs_of_characters")]

    operations = [
        migrations.AddIndex(
            model_name="complaint",
            index=django.contrib.postgres.indexes.GinIndex(
                jujiao.kernel.database.pairs.Pairs("number", "text", "place", "contact_name"), name="complaint_pairs"
            ),
        ),
        migrations.RunSQL(UNCOUNTED, migrations.RunSQL.noop),
    ]
