"""What was tried so far becomes rows: a try that went through or failed, and one that a worker was at, under its id."""

from django.db import migrations

FILL = """
INSERT INTO notices_attempt (id, delivery_id, n, address, state, vendor_id, code, sentence, started_at, accepted_at,
    ended_at)
SELECT message_id, delivery.id, 1, reader.email, tried.state, '', left(split_part(last_error, ': ', 1), 60),
    substr(last_error, length(split_part(last_error, ': ', 1)) + 3), coalesce(sent_at, delivery.created_at),
    CASE WHEN tried.state = 'accepted' THEN coalesce(sent_at, delivery.created_at) END,
    CASE WHEN tried.state = 'failed' THEN delivery.created_at END
FROM notices_delivery AS delivery
JOIN notices_notice AS notice ON notice.id = notice_id
JOIN accounts_user AS reader ON reader.id = recipient_id
CROSS JOIN LATERAL (SELECT CASE WHEN delivery.state = 'sent' THEN 'accepted'
    WHEN delivery.state = 'queued' AND last_error = '' THEN 'under_way' ELSE 'failed' END AS state) AS tried
WHERE tries > 0
"""
FORGET = "DELETE FROM notices_attempt"


class Migration(migrations.Migration):
    dependencies = [("notices", "0007_ways_and_attempts")]

    operations = [migrations.RunSQL(FILL, FORGET)]
