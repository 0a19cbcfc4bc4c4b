"""Administration drafts a version of the rulebook, figure by figure, and nobody else does."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from jujiao.company.rulebook import operations, queries
from jujiao.company.rulebook.comparison import differences
from jujiao.company.rulebook.models import FigureKind, Parameter, RulebookVersion, VersionState
from jujiao.company.rulebook.tests.drafts import REPLY, publish, reply_in_force
from jujiao.kernel.errors import NotAllowed, Stale
from jujiao.kernel.record import timeline
from jujiao.kernel.record.access import Viewer
from jujiao.rules.figures import SHIPPED
from jujiao.testing.cast import Cast


def set_reply(draft: RulebookVersion, hours: str, actor: Viewer, now: datetime, **more: Any) -> Parameter:
    draft.refresh_from_db()
    return operations.set_figure(
        version=draft,
        row_version=draft.version,
        key=REPLY,
        value=Decimal(hours),
        source="2026 年业主大会",
        actor=actor,
        now=now,
        **more,
    )


def test_a_draft_copies_the_figures_and_is_not_in_force(cast: Cast, now: datetime, draft: RulebookVersion) -> None:
    assert (draft.number, draft.state) == (2, VersionState.DRAFT)
    assert draft.parameters.count() == cast.version.parameters.count() == len(SHIPPED)
    set_reply(draft, "12", cast.hr.viewer, now)
    assert queries.version_in_force(cast.company.pk, now) == cast.version
    assert reply_in_force(cast, now) == 24
    with pytest.raises(queries.UnableToFindRules):
        queries.figures(draft.pk, None)


def test_one_draft_at_a_time(cast: Cast, now: datetime, draft: RulebookVersion) -> None:
    with pytest.raises(operations.UnableToDraft):
        operations.draft_version(company=cast.company, note="", actor=cast.director.viewer, now=now)
    assert cast.company.rulebook_versions.count() == 2


def test_a_new_version_binds_from_its_day_and_moves_nothing_before(
    cast: Cast, now: datetime, draft: RulebookVersion
) -> None:
    set_reply(draft, "12", cast.hr.viewer, now)
    starts = now + timedelta(days=10)
    published = publish(draft, cast, now, at=starts)

    assert (published.effective_from, published.published_by_id) == (starts, cast.director.user.pk)
    assert reply_in_force(cast, now) == 24
    assert reply_in_force(cast, starts - timedelta(seconds=1)) == 24
    assert reply_in_force(cast, starts) == 12
    assert queries.figures(cast.version.pk, cast.estate.pk).number(REPLY) == 24
    entries = timeline.entries_of(operations.SUBJECT, draft.pk).order_by("seq")
    assert [entry.verb for entry in entries] == ["draft", "set_figure", "publish"]
    assert timeline.replay(entries)["state"] == VersionState.PUBLISHED
    assert timeline.broken_at(entries) is None


def test_an_estate_has_its_own_figure(cast: Cast, now: datetime, draft: RulebookVersion) -> None:
    set_reply(draft, "8", cast.manager.viewer, now, estate=cast.estate)
    set_reply(draft, "20", cast.hr.viewer, now)
    assert [(each.estate, each.after and each.after.value) for each in differences(cast.version, draft)] == [
        ("", Decimal(20)),
        ("云栖花园", Decimal(8)),
    ]
    publish(draft, cast, now)
    assert reply_in_force(cast, now) == 20
    assert reply_in_force(cast, now, cast.estate.pk) == 8
    assert reply_in_force(cast, now, cast.second_estate.pk) == 20


def test_an_override_is_taken_back(cast: Cast, now: datetime, draft: RulebookVersion) -> None:
    set_reply(draft, "8", cast.hr.viewer, now, estate=cast.estate)
    draft.refresh_from_db()
    gone: dict[str, Any] = {"version": draft, "key": REPLY, "estate": cast.estate, "actor": cast.hr.viewer, "now": now}
    operations.remove_override(row_version=draft.version, **gone)
    assert differences(cast.version, draft) == []
    draft.refresh_from_db()
    with pytest.raises(operations.UnableToDraft):
        operations.remove_override(row_version=draft.version, **gone)


def test_a_manager_keeps_to_the_own_estate(cast: Cast, now: datetime, draft: RulebookVersion) -> None:
    with pytest.raises(NotAllowed):
        set_reply(draft, "8", cast.manager.viewer, now, estate=cast.second_estate)
    with pytest.raises(operations.UnableToDraft):
        set_reply(draft, "8", cast.hr.viewer, now, estate=cast.other_estate)
    assert differences(cast.version, draft) == []


def test_a_regulation_figure_with_another_value_is_the_houses(
    cast: Cast, now: datetime, draft: RulebookVersion
) -> None:
    assert set_reply(draft, "12", cast.hr.viewer, now).kind == FigureKind.HOUSE
    assert set_reply(draft, "24", cast.hr.viewer, now).kind == FigureKind.REGULATION


@pytest.mark.parametrize("source", ["", "  ", "规章 3.2.2", "regulation 3.2.2"])
def test_a_changed_regulation_figure_names_its_own_source(
    cast: Cast, now: datetime, draft: RulebookVersion, source: str
) -> None:
    with pytest.raises(operations.UnableToNameSource):
        operations.set_figure(
            version=draft,
            row_version=draft.version,
            key=REPLY,
            value=Decimal(12),
            source=source,
            actor=cast.hr.viewer,
            now=now,
        )
    assert differences(cast.version, draft) == []


@pytest.mark.parametrize("hours", ["0", "-1", "NaN", "Infinity", "99999", "0.0001", "0.0004", "1E+50"])
def test_a_value_that_makes_no_sense_is_refused(cast: Cast, now: datetime, draft: RulebookVersion, hours: str) -> None:
    with pytest.raises(operations.UnableToDraft):
        set_reply(draft, hours, cast.hr.viewer, now)
    assert differences(cast.version, draft) == []


def test_presets_are_switched_on_and_duties_never_off(cast: Cast, now: datetime, draft: RulebookVersion) -> None:
    preset: dict[str, Any] = {"version": draft, "key": "call.seconds_strict", "value": Decimal(11), "source": ""}
    operations.set_figure(row_version=draft.version, actor=cast.hr.viewer, now=now, enabled=True, **preset)
    with pytest.raises(operations.UnableToDraft):
        set_reply(draft, "24", cast.hr.viewer, now, enabled=False)
    publish(draft, cast, now)
    assert queries.figures(draft.pk, None).number("call.seconds_strict") == 11
    assert "call.seconds_strict" not in queries.figures(cast.version.pk, None)


def test_a_stale_draft_is_not_changed(cast: Cast, now: datetime, draft: RulebookVersion) -> None:
    seen = draft.version
    set_reply(draft, "12", cast.hr.viewer, now)
    for act in (
        lambda: operations.set_figure(
            version=draft, row_version=seen, key=REPLY, value=Decimal(6), source="", actor=cast.hr.viewer, now=now
        ),
        lambda: operations.publish(
            version=draft, row_version=seen, proof="公告", effective_from=None, actor=cast.director.viewer, now=now
        ),
        lambda: operations.discard_draft(version=draft, row_version=seen, actor=cast.hr.viewer, now=now),
    ):
        with pytest.raises(Stale) as stale:
            act()
        assert stale.value.details == {"given": 1, "current": 2}
    assert draft.parameters.get(key=REPLY).value == 12


@pytest.mark.parametrize("who", ["clerk", "engineer", "head_of_service", "auditor", "sysadmin", "resident"])
def test_others_do_not_draft(cast: Cast, now: datetime, who: str) -> None:
    with pytest.raises(NotAllowed):
        operations.draft_version(company=cast.company, note="", actor=getattr(cast, who).viewer, now=now)
    assert cast.company.rulebook_versions.count() == 1


def test_another_company_keeps_out(cast: Cast, now: datetime) -> None:
    with pytest.raises(NotAllowed):
        operations.draft_version(company=cast.other_company, note="", actor=cast.hr.viewer, now=now)
    with pytest.raises(queries.UnableToFindRules):
        queries.version_in_force(cast.other_company.pk, now)


def test_a_discarded_draft_leaves_its_number(cast: Cast, now: datetime, draft: RulebookVersion) -> None:
    operations.discard_draft(version=draft, row_version=draft.version, actor=cast.hr.viewer, now=now)
    again = operations.draft_version(company=cast.company, note="", actor=cast.hr.viewer, now=now)
    assert again.number == 2
    assert queries.draft_of(cast.company.pk) == again
