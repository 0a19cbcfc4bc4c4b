"""Administration drafts a version of the rulebook; the director puts it in force; nothing given moves."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from jujiao.company.estates.models import Company
from jujiao.company.rulebook import operations, queries
from jujiao.company.rulebook.comparison import differences
from jujiao.company.rulebook.models import FigureKind, Parameter, RulebookVersion, VersionState
from jujiao.kernel import timeline
from jujiao.kernel.access import Viewer
from jujiao.kernel.errors import NotAllowed, Stale, UnableTo
from jujiao.rules.figures import SHIPPED
from jujiao.testing.cast import OPENED, Cast

REPLY = "complaint.first_reply"


@pytest.fixture
def draft(cast: Cast, now: datetime) -> RulebookVersion:
    return operations.draft_version(company=cast.company, note="初步回复改为 12 小时", actor=cast.hr.viewer, now=now)


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


def publish(draft: RulebookVersion, cast: Cast, now: datetime, at: datetime | None = None) -> RulebookVersion:
    draft.refresh_from_db()
    return operations.publish(
        version=draft,
        row_version=draft.version,
        proof="3 月 11 日张贴于各楼栋公告栏",
        effective_from=at,
        actor=cast.director.viewer,
        now=now,
    )


def reply_in_force(cast: Cast, at: datetime, estate_id: int | None = None) -> Decimal:
    version = queries.version_in_force(cast.company.pk, at)
    return queries.figures(version.pk, estate_id).number(REPLY)


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


def test_a_ladder_out_of_order_is_not_published(cast: Cast, now: datetime, draft: RulebookVersion) -> None:
    operations.set_figure(
        version=draft,
        row_version=draft.version,
        key="ladder.half",
        value=Decimal("0.9"),
        source="",
        estate=cast.estate,
        actor=cast.hr.viewer,
        now=now,
    )
    with pytest.raises(operations.UnableToPublish):
        publish(draft, cast, now)
    draft.refresh_from_db()
    assert draft.state == VersionState.DRAFT


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


def test_publishing_twice_is_refused(cast: Cast, now: datetime, draft: RulebookVersion) -> None:
    publish(draft, cast, now)
    with pytest.raises(UnableTo):
        publish(draft, cast, now)
    assert timeline.entries_of(operations.SUBJECT, draft.pk).filter(verb="publish").count() == 1


@pytest.mark.parametrize("proof", ["", "  \n"])
def test_without_proof_there_is_no_publication(cast: Cast, now: datetime, draft: RulebookVersion, proof: str) -> None:
    with pytest.raises(operations.UnableToPublish):
        operations.publish(
            version=draft, row_version=1, proof=proof, effective_from=None, actor=cast.director.viewer, now=now
        )
    with pytest.raises(DatabaseError), transaction.atomic():
        RulebookVersion.objects.filter(pk=draft.pk).update(
            state=VersionState.PUBLISHED, effective_from=now, published_at=now
        )


def test_no_version_comes_into_force_in_the_past(cast: Cast, now: datetime, draft: RulebookVersion) -> None:
    with pytest.raises(operations.UnableToPublish):
        publish(draft, cast, now, at=now - timedelta(seconds=1))


def test_no_version_slips_in_before_the_one_announced(cast: Cast, now: datetime, draft: RulebookVersion) -> None:
    publish(draft, cast, now, at=now + timedelta(days=30))
    third = operations.draft_version(company=cast.company, note="", actor=cast.hr.viewer, now=now)
    with pytest.raises(operations.UnableToPublish):
        publish(third, cast, now, at=now + timedelta(days=29))
    publish(third, cast, now, at=now + timedelta(days=30))
    assert queries.version_in_force(cast.company.pk, now + timedelta(days=31)) == third


@pytest.mark.parametrize("who", ["clerk", "engineer", "head_of_service", "auditor", "sysadmin", "resident"])
def test_others_do_not_draft(cast: Cast, now: datetime, who: str) -> None:
    with pytest.raises(NotAllowed):
        operations.draft_version(company=cast.company, note="", actor=getattr(cast, who).viewer, now=now)
    assert cast.company.rulebook_versions.count() == 1


@pytest.mark.parametrize("who", ["hr", "manager", "sysadmin", "clerk"])
def test_only_the_director_publishes(cast: Cast, now: datetime, draft: RulebookVersion, who: str) -> None:
    with pytest.raises(NotAllowed):
        operations.publish(
            version=draft,
            row_version=draft.version,
            proof="公告",
            effective_from=None,
            actor=getattr(cast, who).viewer,
            now=now,
        )
    assert queries.draft_of(cast.company.pk) == draft


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


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE rulebook_rulebookversion SET note = 'x' WHERE id = {version}",
        "UPDATE rulebook_rulebookversion SET state = 'draft' WHERE id = {version}",
        "DELETE FROM rulebook_rulebookversion WHERE id = {version}",
        "UPDATE rulebook_parameter SET value = 1 WHERE rulebook_version_id = {version}",
        "DELETE FROM rulebook_parameter WHERE rulebook_version_id = {version}",
        "UPDATE rulebook_parameter SET rulebook_version_id = {draft} WHERE rulebook_version_id = {version}",
        "UPDATE rulebook_parameter SET rulebook_version_id = {version}, key = key || '2' WHERE estate_id IS NULL",
        """
        INSERT INTO rulebook_parameter (rulebook_version_id, key, value, unit, kind, clause, source, enabled)
            VALUES ({version}, 'new', 1, 'hours', 'house', '3.2.2', '', true)
        """,
    ],
)
def test_what_is_published_stays_even_by_raw_sql(cast: Cast, now: datetime, draft: RulebookVersion, sql: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql.format(version=cast.version.pk, draft=draft.pk))
    assert reply_in_force(cast, now) == 24
    assert cast.version.parameters.count() == len(SHIPPED)


@pytest.mark.django_db
def test_the_first_version_is_shipped_once(now: datetime) -> None:
    company = Company.objects.create(name="新公司")
    version = operations.ship_first_version(company=company, now=now)
    assert (version.number, version.effective_from) == (1, now)
    assert operations.ship_first_version(company=company, now=now + timedelta(days=1)) == version
    assert queries.figures(version.pk, None).number(REPLY) == 24
    assert dict(queries.figures(version.pk, None)) == dict(queries.read_figures(version.pk, None))


@pytest.mark.django_db
def test_a_history_brought_in_starts_in_the_past(now: datetime) -> None:
    company = Company.objects.create(name="新公司")
    start = now - timedelta(days=120)
    operations.ship_first_version(company=company, now=now, effective_from=start)
    assert queries.version_in_force(company.pk, start).number == 1
    with pytest.raises(queries.UnableToFindRules):
        queries.version_in_force(company.pk, start - timedelta(seconds=1))


def test_the_cast_works_under_the_shipped_figures(cast: Cast) -> None:
    assert cast.version.effective_from is not None
    assert cast.version.effective_from.date() <= OPENED
