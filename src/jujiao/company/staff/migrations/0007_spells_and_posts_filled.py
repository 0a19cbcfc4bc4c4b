from django.db import migrations

SPELLS = """
INSERT INTO staff_employment (employee_id, starts_on, ends_on, form, version)
SELECT id, joined_on, left_on, 'full_time', 1 FROM staff_employee AS employee
WHERE NOT EXISTS (SELECT FROM staff_employment WHERE employee_id = employee.id)
"""
POSTS = """
UPDATE staff_assignment SET post_id = post.id FROM staff_post AS post, staff_employee AS employee
WHERE employee.id = staff_assignment.employee_id AND post.company_id = employee.company_id
    AND post.name = staff_assignment.title AND staff_assignment.post_id IS NULL
"""
PRIMARY = """
INSERT INTO staff_primarypost (employee_id, assignment_id, starts_on, ends_on)
SELECT DISTINCT ON (employee_id) employee_id, id, starts_on, ends_on FROM staff_assignment
WHERE ends_on IS NULL OR ends_on >= CURRENT_DATE
ORDER BY employee_id, starts_on, id
"""


class Migration(migrations.Migration):
    """Everybody employed gets their time of employment, posts are named by their titles, and the oldest post that
    somebody holds is their first one."""

    dependencies = [("staff", "0006_employment_and_credentials")]

    operations = [
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        *(migrations.RunSQL(each, migrations.RunSQL.noop) for each in (SPELLS, POSTS, PRIMARY)),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
    ]
