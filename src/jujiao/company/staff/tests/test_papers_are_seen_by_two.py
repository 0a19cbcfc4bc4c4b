"""Credentials, bars and personal files: written by one, verified by another, opened for a reason."""

from datetime import date, timedelta
from typing import Any

import pytest

from jujiao.company.staff.eligibility import Rule, unmet
from jujiao.company.staff.models import (
    BarKind,
    Credential,
    CredentialKind,
    PersonalFile,
    RevokedAs,
    Sex,
)
from jujiao.company.staff.operations import (
    FileFacts,
    NewCredential,
    UnableToKeepBar,
    UnableToKeepCredential,
    UnableToKeepFile,
    UnableToRevealIdentity,
    keep_file,
    record_bar,
    record_credential,
    reveal_identity,
    revoke_credential,
    strike_bar,
    verify_credential,
)
from jujiao.company.staff.operations.files import IDENTITIES
from jujiao.company.staff.tests.papers import guards_post
from jujiao.kernel.errors import NotAllowed, Stale
from jujiao.kernel.record.timeline import entries_of
from jujiao.rules.identity_numbers import check_of
from jujiao.testing.cast import NOW, OPENED, Cast

TODAY = date(2026, 3, 11)
DAY = timedelta(days=1)
MALE, FEMALE = (first + check_of(first) for first in ("33010619900307001", "33010619900307002"))
"""Made up: nobody has them."""


def _recorded(cast: Cast, **more: Any) -> Credential:
    facts: dict[str, Any] = {"kind": CredentialKind.GUARD, "starts_on": OPENED, "number": "浙保 2025-1", **more}
    return record_credential(
        employee=cast.engineer.employee,
        facts=NewCredential(**facts),
        actor=cast.hr.viewer,
        now=NOW,
    )


def test_a_credential_counts_once_a_second_person_has_seen_it(cast: Cast) -> None:
    row = _recorded(cast)
    post = guards_post(cast)

    def lacks() -> set[str]:
        found = unmet(post=post, employee=cast.engineer.employee, during=(TODAY, TODAY))
        return {each.words for each in found if each.rule is Rule.CREDENTIAL}

    assert lacks() == {"No second person has verified: Guard's licence."}
    with pytest.raises(NotAllowed, match="second person"):
        verify_credential(credential=row, version=1, actor=cast.hr.viewer, now=NOW)
    for by in ("engineer", "clerk", "director", "sysadmin", "outsider"):
        with pytest.raises(NotAllowed):
            verify_credential(credential=row, version=1, actor=getattr(cast, by).viewer, now=NOW)
    with pytest.raises(Stale):
        verify_credential(credential=row, version=7, actor=cast.manager.viewer, now=NOW)
    assert lacks() == {"No second person has verified: Guard's licence."}
    verify_credential(credential=row, version=1, actor=cast.manager.viewer, now=NOW)
    assert lacks() == set()
    with pytest.raises(UnableToKeepCredential, match="already"):
        verify_credential(credential=row, version=2, actor=cast.manager.viewer, now=NOW)


def test_revoked_it_counts_no_more_and_void_it_never_counted(cast: Cast) -> None:
    row = verify_credential(credential=_recorded(cast), version=1, actor=cast.manager.viewer, now=NOW)
    post = guards_post(cast)

    def lacks(day: date) -> set[Rule]:
        return {each.rule for each in unmet(post=post, employee=row.employee, during=(day, day))} - {Rule.AGE}

    given: dict[str, Any] = {
        "credential": row,
        "version": 2,
        "actor": cast.hr.viewer,
        "now": NOW,
        "reason": "公安机关吊销",
    }
    with pytest.raises(UnableToKeepCredential, match="when it has come"):
        revoke_credential(revoked_as=RevokedAs.REVOKED, revoked_on=TODAY + DAY, **given)
    with pytest.raises(UnableToKeepCredential, match="Say in a few words why"):
        revoke_credential(revoked_as=RevokedAs.REVOKED, revoked_on=TODAY, **{**given, "reason": " "})
    assert lacks(TODAY) == set()
    revoke_credential(revoked_as=RevokedAs.REVOKED, revoked_on=TODAY, **given)
    assert (lacks(TODAY - DAY), lacks(TODAY)) == (set(), {Rule.CREDENTIAL, Rule.BAR})
    Credential.objects.update(revoked_as="", revoked_on=None)
    revoke_credential(revoked_as=RevokedAs.VOID, revoked_on=TODAY, **{**given, "version": 3})
    assert lacks(TODAY - DAY) == {Rule.CREDENTIAL}
    assert {each.verb for each in entries_of("employee", row.employee_id)} == {
        "record_credential", "verify_credential", "revoke_credential", "void_credential",
    }  # fmt: skip


def test_the_number_of_special_work_keeps_no_identity_number(cast: Cast) -> None:
    row = _recorded(cast, kind=CredentialKind.ELECTRICIAN, number=f"T{MALE}")
    assert row.number == f"T3****************{MALE[-1]}"


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"ends_on": OPENED - DAY}, "end before"),
        ({"number": ""}, "number of the certificate"),
        ({"reviewed_on": TODAY + DAY}, "last review"),
    ],
)
def test_what_cannot_be_is_refused(cast: Cast, facts: dict[str, Any], why: str) -> None:
    with pytest.raises(UnableToKeepCredential, match=why):
        _recorded(cast, **facts)
    assert not Credential.objects.filter(kind="guard", employee=cast.engineer.employee).exists()


def test_what_bars_stays_and_is_struck_where_it_was_wrong(cast: Cast) -> None:
    given: dict[str, Any] = {"employee": cast.guard.employee, "actor": cast.hr.viewer, "now": NOW}
    bar = record_bar(kind=BarKind.REVOKED, since=date(2023, 11, 27), **given)

    def barred(day: date) -> bool:
        found = unmet(post=None, employee=cast.guard.employee, during=(day, day))
        return Rule.BAR in {each.rule for each in found}

    assert (barred(date(2026, 11, 26)), barred(date(2026, 11, 27))) == (True, False)
    with pytest.raises(UnableToKeepBar, match="already"):
        record_bar(kind=BarKind.REVOKED, since=date(2023, 11, 27), **given)
    with pytest.raises(NotAllowed):
        record_bar(kind=BarKind.CONVICTED, since=OPENED, **{**given, "actor": cast.clerk.viewer})
    strike_bar(bar=bar, version=None, reason="同名同姓", actor=cast.hr.viewer, now=NOW)
    assert not barred(TODAY)
    with pytest.raises(UnableToKeepBar, match="struck already"):
        strike_bar(bar=bar, version=None, reason="同名同姓", actor=cast.hr.viewer, now=NOW)
    assert [each.verb for each in entries_of("personal_file", cast.guard.employee.pk)] == ["record_bar", "strike_bar"]
    assert not entries_of("employee", cast.guard.employee.pk).exists()


def _keep(cast: Cast, by: str = "hr", version: int = 0, **facts: Any) -> PersonalFile:
    return keep_file(
        employee=cast.engineer.employee, facts=FileFacts(**facts), version=version,
        actor=getattr(cast, by).viewer, now=NOW,
    )  # fmt: skip


def test_a_file_is_kept_and_its_number_sealed(cast: Cast) -> None:
    file = _keep(cast, identity=f" {MALE[:6]} {MALE[6:]} ", registered_address="杭州市", current_address="云栖路 1 号")
    assert (file.sex, file.born_on, file.version) == ("male", date(1990, 3, 7), 1)
    assert MALE not in file.identity
    assert file.identity_shown == f"3****************{MALE[-1]}"
    assert IDENTITIES.open(file.identity) == MALE
    kept = _keep(cast, version=1, sex=Sex.MALE, born_on=date(1990, 3, 7), current_address="云栖路 2 号")
    assert (kept.identity, kept.registered_address) == (file.identity, "")
    for each in entries_of("personal_file", file.pk):
        assert MALE not in f"{each.text}{each.changes}{each.details}"
    removed = _keep(cast, version=2, sex=Sex.MALE, born_on=date(1990, 3, 7), identity="")
    assert (removed.identity, removed.identity_mark, removed.identity_shown) == ("", "", "")


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"identity": MALE[:-1] + ("0" if MALE[-1] != "0" else "1")}, "mistyped"),
        ({"identity": MALE, "born_on": date(1990, 3, 8)}, "another birth date"),
        ({"identity": MALE, "sex": Sex.FEMALE}, "another sex"),
        ({"identity": "12"}, "18 characters"),
        ({"born_on": TODAY + DAY}, "check the year"),
    ],
)
def test_a_number_that_does_not_fit_is_refused(cast: Cast, facts: dict[str, Any], why: str) -> None:
    with pytest.raises(UnableToKeepFile, match=why) as refused:
        _keep(cast, **facts)
    assert MALE[:-1] not in str(refused.value)
    assert not PersonalFile.objects.filter(pk=cast.engineer.employee.pk).exists()


def test_the_number_on_record_is_compared_with_what_is_changed_later(cast: Cast) -> None:
    _keep(cast, identity=FEMALE)
    with pytest.raises(UnableToKeepFile, match="another birth date"):
        _keep(cast, version=1, born_on=date(1991, 1, 1))


def test_one_number_is_of_one_person(cast: Cast) -> None:
    _keep(cast, identity=MALE)
    given: dict[str, Any] = {"employee": cast.engineer2.employee, "actor": cast.hr.viewer, "now": NOW, "version": 0}
    with pytest.raises(UnableToKeepFile, match="staff number 0003"):
        keep_file(facts=FileFacts(identity=MALE.lower()), **given)
    assert not PersonalFile.objects.filter(pk=cast.engineer2.employee.pk).exists()


def test_a_number_is_shown_for_a_reason_that_stays(cast: Cast) -> None:
    given: dict[str, Any] = {"employee": cast.engineer.employee, "now": NOW}
    with pytest.raises(UnableToRevealIdentity, match="no identity number"):
        reveal_identity(reason="办理社保", actor=cast.hr.viewer, **given)
    _keep(cast, identity=MALE)
    with pytest.raises(UnableToRevealIdentity):
        reveal_identity(reason=" ", actor=cast.hr.viewer, **given)
    for by in ("engineer", "clerk", "head_of_engineering", "director", "auditor", "sysadmin", "outsider"):
        with pytest.raises(NotAllowed):
            reveal_identity(reason="办理社保", actor=getattr(cast, by).viewer, **given)
    assert reveal_identity(reason="办理社保", actor=cast.manager.viewer, **given) == MALE
    entry = entries_of("personal_file", cast.engineer.employee.pk).get(verb="reveal_identity")
    assert (entry.text, entry.actor_id) == ("办理社保", cast.manager.user.pk)


def test_administration_keeps_the_files_of_all_but_its_own(cast: Cast) -> None:
    for member in (cast.director, cast.manager, cast.sysadmin, cast.clerk_elsewhere):
        keep_file(employee=member.employee, facts=FileFacts(sex=Sex.MALE), version=0, actor=cast.hr.viewer, now=NOW)
    for member in (cast.hr, cast.outsider):
        with pytest.raises(NotAllowed):
            keep_file(employee=member.employee, facts=FileFacts(sex=Sex.MALE), version=0, actor=cast.hr.viewer, now=NOW)
    with pytest.raises(NotAllowed):
        keep_file(
            employee=cast.clerk_elsewhere.employee, facts=FileFacts(), version=1, actor=cast.manager.viewer, now=NOW
        )
