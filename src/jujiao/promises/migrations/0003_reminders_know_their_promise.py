"""Names the promise of each reminder that was told before, by its key, and withdraws those whose promise has ended."""

from django.db import migrations

FILL = """
UPDATE notices_notice SET promise_id = promise.id, due_at = promise.due_at, withdrawn_at = promise.done_at
FROM promises_promise AS promise
WHERE notices_notice.key LIKE 'promise:%' AND notices_notice.promise_id IS NULL
  AND promise.id = substring(notices_notice.key FROM '^promise:([0-9]+):')::bigint
"""


class Migration(migrations.Migration):
    dependencies = [("promises", "0002_promise_fell_due"), ("notices", "0003_of_a_promise")]

    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
