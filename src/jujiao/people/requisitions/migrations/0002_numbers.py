from django.db import migrations


class Migration(migrations.Migration):
    """The running number of requisitions, over all companies: it tells nobody how many one of them has."""

    dependencies = [("requisitions", "0001_all_tables")]

    operations = [
        migrations.RunSQL("CREATE SEQUENCE requisitions_number START 1001", "DROP SEQUENCE requisitions_number"),
    ]
