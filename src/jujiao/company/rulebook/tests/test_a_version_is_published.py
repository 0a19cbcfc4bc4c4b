"""The director puts a version of the rulebook in force, with proof of how it was made known; nothing given moves."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from jujiao.company.estates.models import Company
from jujiao.company.rulebook import operations, queries
from jujiao.company.rulebook.models import RulebookVersion, VersionState
from jujiao.company.rulebook.tests.drafts import REPLY, publish, reply_in_force
from jujiao.kernel.errors import NotAllowed, UnableTo
from jujiao.kernel.record import timeline
from jujiao.rules.figures import SHIPPED
from jujiao.testing.cast import OPENED, Cast


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
