"""Notices from before they named their subject: what each is about stands in its key."""

from django.db import migrations

NAME = """
UPDATE notices_notice SET subject_kind = 'complaint', subject_id = split_part(key, ':', 2)::bigint
WHERE subject_kind = '' AND key ~ '^complaint:[0-9]+:';
UPDATE notices_notice SET subject_kind = promise.subject_kind, subject_id = promise.subject_id
FROM promises_promise AS promise
WHERE notices_notice.subject_kind = '' AND notices_notice.key ~ '^promise:[0-9]+:'
    AND promise.id = split_part(notices_notice.key, ':', 2)::bigint;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("complaints", "0006_groups_stay_whole"),
        ("notices", "0003_subject"),
        ("promises", "0003_fewer_indexes_to_write"),
    ]

    operations = [migrations.RunSQL(NAME, migrations.RunSQL.noop)]
