import pgtrigger.migrations
from django.db import migrations

MOVE = """
ALTER TABLE promises_custody DISABLE TRIGGER USER;
INSERT INTO promises_custody (id, subject_kind, subject_id, round, company_id, department_id, employee_id, from_at,
    until_at, reason)
SELECT held.id, 'complaint', complaint_id, held.round, estate.company_id, held.department_id, employee_id, begun,
    CASE WHEN until_at IS NOT NULL THEN greatest(begun, until_at) END, held.sent_back_reason
FROM (SELECT *, greatest(from_at, max(until_at) OVER (PARTITION BY complaint_id ORDER BY from_at, id
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) AS begun FROM complaints_custody) AS held
JOIN complaints_complaint AS complaint ON complaint.id = complaint_id
JOIN estates_estate AS estate ON estate.id = complaint.estate_id;
SELECT setval(pg_get_serial_sequence('promises_custody', 'id'), (SELECT max(id) FROM promises_custody));
INSERT INTO promises_custodyevent (pgh_created_at, pgh_label, pgh_context_id, pgh_obj_id, id, subject_kind, subject_id,
    round, company_id, department_id, employee_id, from_at, until_at, reason)
SELECT pgh_created_at, pgh_label, pgh_context_id, pgh_obj_id, held.id, 'complaint', complaint_id, held.round,
    estate.company_id, held.department_id, employee_id, from_at, until_at, held.sent_back_reason
FROM complaints_custodyevent AS held
JOIN complaints_complaint AS complaint ON complaint.id = complaint_id
JOIN estates_estate AS estate ON estate.id = complaint.estate_id ORDER BY pgh_id;
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
ALTER TABLE promises_custody ENABLE TRIGGER USER;
"""
MOVE_BACK = """
ALTER TABLE promises_custody DISABLE TRIGGER USER;
ALTER TABLE promises_custodyevent DISABLE TRIGGER USER;
ALTER TABLE complaints_custody DISABLE TRIGGER USER;
INSERT INTO complaints_custody (id, complaint_id, round, department_id, employee_id, from_at, until_at,
    sent_back_reason)
SELECT id, subject_id, round, department_id, employee_id, from_at, until_at, reason
FROM promises_custody WHERE subject_kind = 'complaint';
SELECT setval(pg_get_serial_sequence('complaints_custody', 'id'), (SELECT max(id) FROM complaints_custody));
INSERT INTO complaints_custodyevent (pgh_created_at, pgh_label, pgh_context_id, pgh_obj_id, id, complaint_id, round,
    department_id, employee_id, from_at, until_at, sent_back_reason)
SELECT pgh_created_at, pgh_label, pgh_context_id, pgh_obj_id, id, subject_id, round, department_id, employee_id,
    from_at, until_at, reason
FROM promises_custodyevent WHERE subject_kind = 'complaint' ORDER BY pgh_id;
DELETE FROM promises_custodyevent WHERE subject_kind = 'complaint';
DELETE FROM promises_custody WHERE subject_kind = 'complaint';
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
ALTER TABLE promises_custody ENABLE TRIGGER USER;
ALTER TABLE promises_custodyevent ENABLE TRIGGER USER;
ALTER TABLE complaints_custody ENABLE TRIGGER USER;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("complaints", "0007_notices_name_their_subject"),
        ("promises", "0007_custody_of_any_case"),
    ]

    operations = [
        migrations.RunSQL(MOVE, MOVE_BACK),
        pgtrigger.migrations.RemoveTrigger(model_name="custody", name="insert_insert"),
        pgtrigger.migrations.RemoveTrigger(model_name="custody", name="update_update"),
        pgtrigger.migrations.RemoveTrigger(model_name="custody", name="delete_delete"),
        pgtrigger.migrations.RemoveTrigger(model_name="custodyevent", name="append_only"),
        migrations.DeleteModel(name="CustodyEvent"),
        migrations.DeleteModel(name="Custody"),
    ]
