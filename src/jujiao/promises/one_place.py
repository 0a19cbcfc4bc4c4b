"""What stands at an estate stands in that estate's company: the database holds it, for every table with both."""

import pgtrigger

ONE_PLACE = pgtrigger.Trigger(
    name="one_place",
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("company_id", "estate_id"),  # type: ignore[no-untyped-call]
    when=pgtrigger.Before,
    condition=pgtrigger.Condition("NEW.estate_id IS NOT NULL"),
    func="""
                    IF NOT EXISTS (SELECT FROM estates_estate AS estate
                        WHERE estate.id = NEW.estate_id AND estate.company_id = NEW.company_id)
                    THEN
                        RAISE EXCEPTION 'estate % is not of company %', NEW.estate_id, NEW.company_id
                        USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
)
