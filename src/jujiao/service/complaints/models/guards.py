"""What the database itself refuses about complaints that are handled together, whoever writes at whatever moment."""

from typing import Final

import pgtrigger

from jujiao.rules.service.complaint_steps import AT_WORK

AT_WORK_SQL: Final = "({})".format(", ".join(sorted(f"'{state}'" for state in AT_WORK)))

JOINS = pgtrigger.Trigger(
    name="joins_a_case_at_work",
    operation=pgtrigger.Insert | pgtrigger.Update,
    when=pgtrigger.Before,
    condition=pgtrigger.Condition("NEW.merged_into_id IS NOT NULL"),
    func="""
        IF TG_OP = 'UPDATE' AND OLD.merged_into_id = NEW.merged_into_id THEN
            RETURN NEW;
        END IF;
        PERFORM FROM complaints_complaint AS main
        WHERE main.id = NEW.merged_into_id AND main.merged_into_id IS NULL AND main.state IN AT_WORK FOR SHARE;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'complaint % is merged into one that is a double itself or not at work', NEW.id
            USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """.replace("AT_WORK", AT_WORK_SQL),
)
"""3.2.1: a complaint joins one that is at work and no double. The row is locked, so that it stays so meanwhile."""

STAYS = pgtrigger.Trigger(
    name="group_stays_whole",
    operation=pgtrigger.Update,
    when=pgtrigger.After,
    timing=pgtrigger.Deferred,
    condition=pgtrigger.Condition(
        "OLD.state IS DISTINCT FROM NEW.state OR OLD.merged_into_id IS DISTINCT FROM NEW.merged_into_id"
    ),
    declare=[("here", "complaints_complaint%ROWTYPE")],
    func="""
        SELECT * INTO here FROM complaints_complaint WHERE id = NEW.id;
        IF here.merged_into_id IS NOT NULL
            AND EXISTS (SELECT FROM complaints_complaint WHERE merged_into_id = here.id)
        THEN
            RAISE EXCEPTION 'complaint % is a double, and others are merged into it', here.id
            USING ERRCODE = 'check_violation';
        END IF;
        IF here.state NOT IN AT_WORK
            AND EXISTS (SELECT FROM complaints_complaint
                WHERE merged_into_id = here.id AND state IN AT_WORK)
        THEN
            RAISE EXCEPTION 'complaint % leaves doubles behind that are still at work', here.id
            USING ERRCODE = 'check_violation';
        END IF;
        IF here.merged_into_id IS NOT NULL AND here.state IN AT_WORK
            AND NOT EXISTS (SELECT FROM complaints_complaint AS main
                WHERE main.id = here.merged_into_id AND main.state IN AT_WORK)
        THEN
            RAISE EXCEPTION 'complaint % is at work, but the one that it is merged into is not', here.id
            USING ERRCODE = 'check_violation';
        END IF;
        RETURN NULL;
    """.replace("AT_WORK", AT_WORK_SQL),
)
"""3.2.1: when a transaction ends, no double leads to another double, and none at work follows a case that is not, where
nobody could answer it. Looked at only then, as a step takes the rows of a group one by one."""
