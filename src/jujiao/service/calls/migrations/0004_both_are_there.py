"""Sources that are asked, and numbers that go, came side by side."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("telephony", "0002_sources_that_are_asked"), ("telephony", "0003_numbers_go")]
    operations = []
