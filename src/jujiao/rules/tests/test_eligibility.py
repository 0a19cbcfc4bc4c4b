"""1.2, 2.1.3: whether somebody may do the work of a post: vectors day by day, and what holds of all of them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jujiao.rules.people.credentials import (
    SPECIAL_WORK,
    Credential,
    CredentialKind,
    Ended,
    last_day_of,
    years_later,
    years_on,
)
from jujiao.rules.people.eligibility import (
    Bar,
    BarKind,
    Facts,
    Gate,
    Lapse,
    Period,
    Requirements,
    Rule,
    unmet,
)

D = date.fromisoformat
ONE_DAY = timedelta(days=1)
GUARD, FIRE, ELECTRICIAN, INDUCTION = (
    CredentialKind.GUARD,
    CredentialKind.FIRE,
    CredentialKind.ELECTRICIAN,
    CredentialKind.INDUCTION,
)
ALWAYS = D("2020-01-01")
EMPLOYED: tuple[Period, ...] = ((ALWAYS, None),)
AGAIN: tuple[Period, ...] = ((ALWAYS, D("2025-12-31")), (D("2026-03-01"), None))
INDUCTED = Credential(INDUCTION, ALWAYS)
LICENCE = Credential(GUARD, ALWAYS)
FINE = Facts(D("1990-05-01"), (LICENCE, INDUCTED), (), EMPLOYED)
AS_GUARD = Requirements(guard=True)


def asks(*kinds: CredentialKind) -> Requirements:
    return Requirements(credentials=tuple(frozenset({kind}) for kind in kinds))


def held(*credentials: Credential, bars: tuple[Bar, ...] = (), born: str = "1990-05-01") -> Facts:
    return Facts(D(born), (*credentials, INDUCTED), bars, EMPLOYED)


def paper(kind: CredentialKind = GUARD, first: str = "2024-01-01", last: str = "", **more: object) -> Credential:
    return Credential(kind, D(first), D(last) if last else None, **more)  # type: ignore[arg-type]


def revoked(day: str) -> Bar:
    return Bar(BarKind.REVOKED, D(day))


A, C, B, I = Rule.AGE, Rule.CREDENTIAL, Rule.BAR, Rule.INDUCTION  # noqa: E741

VECTORS: list[tuple[str, Requirements, Facts, str, set[Rule]]] = [
    # The eighteenth birthday: unmet on the day, met on the day after.
    ("age", AS_GUARD, held(LICENCE, born="2008-03-11"), "2026-03-10", {A}),
    ("age", AS_GUARD, held(LICENCE, born="2008-03-11"), "2026-03-11", {A}),
    ("age", AS_GUARD, held(LICENCE, born="2008-03-11"), "2026-03-12", set()),
    ("age", AS_GUARD, held(LICENCE, born="2007-12-31"), "2025-12-31", {A}),
    ("age", AS_GUARD, held(LICENCE, born="2007-12-31"), "2026-01-01", set()),
    ("born on 29 February", AS_GUARD, held(LICENCE, born="2008-02-29"), "2026-02-28", {A}),
    ("born on 29 February", AS_GUARD, held(LICENCE, born="2008-02-29"), "2026-03-01", {A}),
    ("born on 29 February", AS_GUARD, held(LICENCE, born="2008-02-29"), "2026-03-02", set()),
    ("no birth date", AS_GUARD, replace(FINE, born_on=None), "2026-03-11", {A}),
    ("no guard, no age", Requirements(), held(born="2010-01-01"), "2026-03-11", set()),
    ("no guard, no birth date", asks(FIRE), replace(held(paper(FIRE)), born_on=None), "2026-03-11", set()),
    # The licence.
    ("licence", AS_GUARD, FINE, "2026-03-11", set()),
    ("none", AS_GUARD, held(), "2026-03-11", {C}),
    ("last day", AS_GUARD, held(paper(last="2026-12-31")), "2026-12-31", set()),
    ("day after", AS_GUARD, held(paper(last="2026-12-31")), "2027-01-01", {C}),
    ("first day", AS_GUARD, held(paper(first="2026-03-11")), "2026-03-11", set()),
    ("day before", AS_GUARD, held(paper(first="2026-03-11")), "2026-03-10", {C}),
    ("not verified", AS_GUARD, held(paper(verified=False)), "2026-03-11", {C}),
    ("another verified", AS_GUARD, held(paper(verified=False), LICENCE), "2026-03-11", set()),
    ("renewed", AS_GUARD, held(paper(last="2026-12-31"), paper(first="2027-01-01")), "2027-01-01", set()),
    ("renewed late", AS_GUARD, held(paper(last="2026-12-31"), paper(first="2027-01-03")), "2027-01-02", {C}),
    ("renewed late", AS_GUARD, held(paper(last="2026-12-31"), paper(first="2027-01-03")), "2027-01-03", set()),
    ("another paper", AS_GUARD, held(paper(FIRE)), "2026-03-11", {C}),
    ("of one day", AS_GUARD, held(paper(first="2026-03-11", last="2026-03-11")), "2026-03-11", set()),
    ("of one day", AS_GUARD, held(paper(first="2026-03-11", last="2026-03-11")), "2026-03-12", {C}),
    # Revoked: out on the day itself, and barred for three years.
    ("before", AS_GUARD, held(paper(revoked_on=D("2026-03-11"))), "2026-03-10", set()),
    ("that day", AS_GUARD, held(paper(revoked_on=D("2026-03-11"))), "2026-03-11", {B, C}),
    ("new one at once", AS_GUARD, held(paper(revoked_on=D("2026-03-11")), LICENCE), "2026-03-12", {B}),
    ("three years on", AS_GUARD, held(paper(revoked_on=D("2026-03-11")), LICENCE), "2029-03-10", {B}),
    ("three years on", AS_GUARD, held(paper(revoked_on=D("2026-03-11")), LICENCE), "2029-03-11", set()),
    # 保安服务管理条例 17.
    ("17.3", AS_GUARD, held(LICENCE, bars=(revoked("2023-11-27"),)), "2023-11-26", set()),
    ("17.3", AS_GUARD, held(LICENCE, bars=(revoked("2023-11-27"),)), "2023-11-27", {B}),
    ("17.3", AS_GUARD, held(LICENCE, bars=(revoked("2023-11-27"),)), "2026-11-26", {B}),
    ("17.3", AS_GUARD, held(LICENCE, bars=(revoked("2023-11-27"),)), "2026-11-27", set()),
    ("17.3, leap", AS_GUARD, held(LICENCE, bars=(revoked("2024-02-29"),)), "2027-02-28", {B}),
    ("17.3, leap", AS_GUARD, held(LICENCE, bars=(revoked("2024-02-29"),)), "2027-03-01", set()),
    ("17.4", AS_GUARD, held(LICENCE, bars=(revoked("2015-01-01"), revoked("2021-01-01"))), "2020-12-31", set()),
    ("17.4", AS_GUARD, held(LICENCE, bars=(revoked("2015-01-01"), revoked("2021-01-01"))), "2021-01-01", {B}),
    ("17.4", AS_GUARD, held(LICENCE, bars=(revoked("2015-01-01"), revoked("2021-01-01"))), "2060-01-01", {B}),
    (
        "17.4, one of them ours",
        AS_GUARD,
        held(paper(revoked_on=D("2022-01-01")), LICENCE, bars=(revoked("2015-01-01"),)),
        "2026-01-01",
        {B},
    ),
    (
        "written twice is once",
        AS_GUARD,
        held(paper(revoked_on=D("2022-01-01")), LICENCE, bars=(revoked("2022-01-01"),)),
        "2025-01-01",
        set(),
    ),
    ("17.1", AS_GUARD, held(LICENCE, bars=(Bar(BarKind.CONFINED, D("2010-01-01")),)), "2026-03-11", {B}),
    ("17.2", AS_GUARD, held(LICENCE, bars=(Bar(BarKind.CONVICTED, D("2026-03-11")),)), "2026-03-10", set()),
    ("17.2", AS_GUARD, held(LICENCE, bars=(Bar(BarKind.CONVICTED, D("2026-03-11")),)), "2026-03-11", {B}),
    ("17.2", AS_GUARD, held(LICENCE, bars=(Bar(BarKind.CONVICTED, D("2026-03-11")),)), "2099-03-11", {B}),
    ("17 bars guards alone", Requirements(), held(bars=(Bar(BarKind.CONVICTED, ALWAYS),)), "2026-03-11", set()),
    # Other papers, and special work with its review.
    ("fire", asks(FIRE), held(paper(FIRE)), "2026-03-11", set()),
    ("fire", asks(FIRE), held(), "2026-03-11", {C}),
    ("both", asks(FIRE, ELECTRICIAN), held(paper(FIRE)), "2026-03-11", {C}),
    ("both", asks(FIRE, ELECTRICIAN), held(paper(FIRE), paper(ELECTRICIAN)), "2026-03-11", set()),
    ("any special work", Requirements(credentials=(SPECIAL_WORK,)), held(paper(ELECTRICIAN)), "2026-03-11", set()),
    ("any special work", Requirements(credentials=(SPECIAL_WORK,)), held(paper(FIRE)), "2026-03-11", {C}),
    ("review", asks(ELECTRICIAN), held(paper(ELECTRICIAN, last="2029-12-31")), "2026-12-31", set()),
    ("review missed", asks(ELECTRICIAN), held(paper(ELECTRICIAN, last="2029-12-31")), "2027-01-01", {C}),
    (
        "reviewed",
        asks(ELECTRICIAN),
        held(paper(ELECTRICIAN, last="2029-12-31", reviewed_on=D("2026-12-01"))),
        "2029-11-30",
        set(),
    ),
    (
        "reviewed",
        asks(ELECTRICIAN),
        held(paper(ELECTRICIAN, last="2029-12-31", reviewed_on=D("2026-12-01"))),
        "2029-12-01",
        {C},
    ),
    # 安全生产法 28: no work before the induction; it ends with the employment.
    ("inducted", Requirements(), FINE, "2026-03-11", set()),
    ("not inducted", Requirements(), Facts(employed=EMPLOYED), "2026-03-11", {I}),
    ("not verified", Requirements(), Facts(None, (paper(INDUCTION, verified=False),), (), EMPLOYED), "2026-03-11", {I}),
    ("before", Requirements(), Facts(None, (paper(INDUCTION, "2026-03-11"),), (), EMPLOYED), "2026-03-10", {I}),
    ("that day", Requirements(), Facts(None, (paper(INDUCTION, "2026-03-11"),), (), EMPLOYED), "2026-03-11", set()),
    (
        "ahead of the first day",
        Requirements(),
        Facts(None, (paper(INDUCTION, "2026-03-01"),), (), ((D("2026-03-11"), None),)),
        "2026-03-11",
        set(),
    ),
    (
        "came back",
        Requirements(),
        Facts(None, (INDUCTED,), (), AGAIN),
        "2026-03-11",
        {I},
    ),
    (
        "came back and learnt anew",
        Requirements(),
        Facts(None, (INDUCTED, paper(INDUCTION, "2026-03-01")), (), AGAIN),
        "2026-03-11",
        set(),
    ),
    ("all", AS_GUARD, Facts(D("2015-01-01"), (), (revoked("2026-01-01"),), EMPLOYED), "2026-03-11", {A, B, C, I}),
]  # fmt: skip


@pytest.mark.parametrize(("case", "requirements", "facts", "day", "rules"), VECTORS)
def test_unmet(case: str, requirements: Requirements, facts: Facts, day: str, rules: set[Rule]) -> None:
    found = unmet(requirements, facts, (D(day), D(day)))
    assert {each.rule for each in found} == rules, case
    assert all((each.since, each.until) == (D(day), D(day)) for each in found)


def test_there_are_sixty_vectors() -> None:
    assert len(VECTORS) >= 60


def test_clause_2_1_3_credential() -> None:
    """A paper that ends within the time: unmet from the day after, and said so."""
    (lapse,) = unmet(AS_GUARD, held(paper(last="2026-12-31")), (D("2026-03-11"), None))
    assert (lapse.since, lapse.until, lapse.day) == (D("2027-01-01"), None, D("2026-12-31"))
    assert lapse.message == "%(kinds)s: ended on %(day)s."
    between = held(paper(last="2026-04-30"), paper(first="2026-06-01", last="2026-06-30"))
    gaps = [(each.since, each.until) for each in unmet(AS_GUARD, between, (D("2026-03-11"), D("2026-07-31")))]
    assert gaps == [(D("2026-05-01"), D("2026-05-31")), (D("2026-07-01"), D("2026-07-31"))]


@pytest.mark.parametrize(
    ("credentials", "message"),
    [
        ((), "Missing: %(kinds)s."),
        ((paper(verified=False),), "No second person has verified: %(kinds)s."),
        ((paper(last="2026-01-31"),), "%(kinds)s: ended on %(day)s."),
        ((paper(revoked_on=D("2026-03-01")),), "%(kinds)s: revoked on %(day)s."),
    ],
)
def test_why_a_paper_does_not_count_is_said(credentials: tuple[Credential, ...], message: str) -> None:
    found = unmet(AS_GUARD, held(*credentials), (D("2026-03-11"), D("2026-03-11")))
    assert message in [each.message for each in found]


def test_being_given_a_post_asks_all_but_the_induction() -> None:
    nothing = Facts(D("1990-01-01"), (), (), EMPLOYED)
    day = (D("2026-03-11"), D("2026-03-11"))
    assert {each.rule for each in unmet(AS_GUARD, nothing, day, Gate.POSTING)} == {C}
    assert {each.rule for each in unmet(AS_GUARD, nothing, day)} == {C, I}


def test_a_time_that_ends_before_it_begins_is_none() -> None:
    with pytest.raises(ValueError, match="before it begins"):
        unmet(AS_GUARD, FINE, (D("2026-03-11"), D("2026-03-10")))


def test_the_last_day_of_a_paper_says_why_it_is_the_last() -> None:
    assert last_day_of(paper()) is None
    assert last_day_of(paper(last="2026-12-31")) == (D("2026-12-31"), Ended.EXPIRED)
    assert last_day_of(paper(ELECTRICIAN, last="2029-12-31")) == (D("2026-12-31"), Ended.REVIEW)
    assert last_day_of(paper(last="2026-12-31", revoked_on=D("2026-05-01"))) == (D("2026-04-30"), Ended.REVOKED)
    assert years_later(D("2024-02-29"), 4) == D("2028-02-29")
    assert (years_later(D("2024-02-29"), 3), years_on(D("2024-02-29"), 3)) == (D("2027-03-01"), D("2027-02-28"))


days = st.dates(D("2023-01-01"), D("2027-12-31"))
papers = st.builds(
    Credential,
    st.sampled_from([GUARD, ELECTRICIAN, INDUCTION]),
    days,
    st.none() | days,
    verified=st.booleans(),
    revoked_on=st.none() | days,
)
people = st.builds(
    Facts,
    st.none() | st.dates(D("2004-01-01"), D("2009-12-31")),
    st.lists(papers, max_size=5).map(tuple),
    st.lists(st.builds(Bar, st.sampled_from(BarKind), days), max_size=2).map(tuple),
    st.just(EMPLOYED),
)


@given(people, days, st.integers(0, 400), st.integers(0, 400))
def test_a_time_lacks_on_each_day_what_the_day_lacks(facts: Facts, first: date, length: int, place: int) -> None:
    """The answer for a time is that for each of its days: nothing between two days is overlooked."""
    asked = Requirements(guard=True, credentials=(SPECIAL_WORK,))
    last = first + length * ONE_DAY
    day = first + min(place, length) * ONE_DAY
    whole = unmet(asked, facts, (first, last))
    there = {(each.rule, each.kinds) for each in whole if _covers(each, day)}
    assert there == {(each.rule, each.kinds) for each in unmet(asked, facts, (day, day))}
    assert all(first <= each.since and each.until is not None and each.until <= last for each in whole)


def _covers(lapse: Lapse, day: date) -> bool:
    return lapse.since <= day and (lapse.until is None or day <= lapse.until)
