"""What the database itself keeps equal about employment and posts, whoever writes at whatever moment."""

import pgtrigger

SPELLS_FOLLOW = [
    pgtrigger.Trigger(
        name="first_spell",
        operation=pgtrigger.Insert,
        when=pgtrigger.After,
        func="""
            INSERT INTO staff_employment (employee_id, starts_on, ends_on, form, version)
            VALUES (NEW.id, NEW.joined_on, NEW.left_on, 'full_time', 1);
            RETURN NULL;
        """,
    ),
    pgtrigger.Trigger(
        name="spells_follow",
        operation=pgtrigger.Update,
        when=pgtrigger.After,
        condition=pgtrigger.Q(old__joined_on__df=pgtrigger.F("new__joined_on"))
        | pgtrigger.Q(old__left_on__df=pgtrigger.F("new__left_on")),
        func="""
            UPDATE staff_employment SET starts_on = NEW.joined_on
            WHERE id = (SELECT id FROM staff_employment WHERE employee_id = NEW.id ORDER BY starts_on LIMIT 1)
                AND starts_on <> NEW.joined_on;
            UPDATE staff_employment SET ends_on = NEW.left_on
            WHERE id = (SELECT id FROM staff_employment WHERE employee_id = NEW.id ORDER BY starts_on DESC LIMIT 1)
                AND ends_on IS DISTINCT FROM NEW.left_on;
            RETURN NULL;
        """,
    ),
]
"""An employee's first and last day are those of the first and the last time of employment: written here, they are
written there. A request asks the one row it has anyway."""

EMPLOYEE_FOLLOWS = pgtrigger.Trigger(
    name="employee_follows",
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    when=pgtrigger.After,
    declare=[("whose", "bigint")],
    func="""
        whose := CASE WHEN TG_OP = 'DELETE' THEN OLD.employee_id ELSE NEW.employee_id END;
        UPDATE staff_employee SET joined_on = spells.joined, left_on = spells.left_on FROM (
            SELECT min(starts_on) AS joined, (array_agg(ends_on ORDER BY starts_on DESC))[1] AS left_on
            FROM staff_employment WHERE employee_id = whose
        ) AS spells
        WHERE id = whose AND spells.joined IS NOT NULL
            AND (staff_employee.joined_on, staff_employee.left_on) IS DISTINCT FROM (spells.joined, spells.left_on);
        RETURN NULL;
    """,
)
"""The same the other way: a further time of employment makes its last day that of the employee. Each writes only what
differs, so neither wakes the other twice."""

PRIMARY_ENDS = pgtrigger.Trigger(
    name="primary_ends",
    operation=pgtrigger.UpdateOf("ends_on"),  # type: ignore[no-untyped-call]
    when=pgtrigger.After,
    condition=pgtrigger.Q(old__ends_on__df=pgtrigger.F("new__ends_on")),
    func="""
        UPDATE staff_primarypost SET ends_on = NEW.ends_on
        WHERE assignment_id = NEW.id AND starts_on <= coalesce(NEW.ends_on, starts_on)
            AND (ends_on IS NOT DISTINCT FROM OLD.ends_on OR ends_on > NEW.ends_on)
            AND NOT EXISTS (
                SELECT FROM staff_primarypost AS other
                WHERE other.employee_id = NEW.employee_id AND other.id <> staff_primarypost.id
                    AND other.starts_on > staff_primarypost.starts_on
                    AND (NEW.ends_on IS NULL OR other.starts_on <= NEW.ends_on)
            );
        DELETE FROM staff_primarypost WHERE assignment_id = NEW.id AND starts_on > NEW.ends_on;
        RETURN NULL;
    """,
)
"""A post is nobody's first one any longer than it is held, and as long again where its end is moved."""

PRIMARY_WITHIN = pgtrigger.Trigger(
    name="within_its_post",
    operation=pgtrigger.Insert | pgtrigger.Update,
    when=pgtrigger.Before,
    declare=[("held", "staff_assignment%ROWTYPE")],
    func="""
        SELECT * INTO held FROM staff_assignment WHERE id = NEW.assignment_id;
        IF held.employee_id <> NEW.employee_id OR NEW.starts_on < held.starts_on
            OR coalesce(NEW.ends_on, 'infinity'::date) > coalesce(held.ends_on, 'infinity'::date) THEN
            RAISE EXCEPTION 'post % is not held by the employee in all of that time', NEW.assignment_id
            USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """,
)
"""What is somebody's first post is a post that they hold then."""
