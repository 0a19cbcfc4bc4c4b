"""1.2, 保安服务管理条例 16, 17: every way to a post asks the one gate, and there is no second one."""

import ast
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import override

import jujiao
from jujiao.company.staff.eligibility import Gate, Rule, unmet
from jujiao.company.staff.models import Assignment, Credential, CredentialKind, Employee, Post, PostFamily
from jujiao.company.staff.operations import (
    NewPost,
    PostFacts,
    UnableToAssign,
    assign_post,
    change_post,
    come_back,
    create_post,
    end_post,
    hire,
    leave,
)
from jujiao.company.staff.tests.papers import born, guards_post, holds
from jujiao.company.staff.tests.sending import problems, send, workbook
from jujiao.kernel.record.access import Role
from jujiao.testing.cast import NOW, OPENED, Cast
from jujiao.testing.fixtures import SignIn

TODAY = date(2026, 3, 11)
DAY = timedelta(days=1)
ROOT = Path(jujiao.__file__).parent


def _post(cast: Cast, post: Post | None, starts_on: date = TODAY, **more: Any) -> NewPost:
    return NewPost(Role.MEMBER, "", starts_on, cast.estate, cast.security, post=post, **more)


def _assigned(cast: Cast, post: Post | None, starts_on: date = TODAY, **more: Any) -> Assignment:
    given = _post(cast, post, starts_on, **more)
    return assign_post(employee=cast.engineer.employee, post=given, actor=cast.hr.viewer, now=NOW)


def _hired(cast: Cast, post: Post) -> object:
    return hire(
        company=cast.company, number="8001", name="姚远", joined_on=TODAY, posts=[_post(cast, post)],
        actor=cast.hr.viewer, now=NOW,
    )  # fmt: skip


def _back(cast: Cast, post: Post) -> object:
    gone = Employee.objects.get(pk=cast.engineer2.employee.pk)
    if gone.left_on is None:
        gone = leave(employee=gone, left_on=TODAY - DAY, version=gone.version, actor=cast.hr.viewer, now=NOW)
    return come_back(employee=gone, post=_post(cast, post), version=gone.version, actor=cast.hr.viewer, now=NOW)


@pytest.mark.parametrize("way", [_hired, _assigned, _back])
def test_every_operation_that_posts_somebody_asks(cast: Cast, way: Callable[[Cast, Post], object]) -> None:
    before = Assignment.objects.filter(department=cast.security).count()
    with pytest.raises(UnableToAssign, match=r"may not do the work of this post: .*Missing: Guard's licence"):
        way(cast, guards_post(cast))
    assert Assignment.objects.filter(department=cast.security).count() == before
    # The control: the same post, and nothing asked of its holder.
    Post.objects.update(is_guard=False)
    way(cast, Post.objects.get())
    assert Assignment.objects.filter(department=cast.security).count() == before + 1


def test_nobody_becomes_a_guard_by_leaving_the_post_unsaid(cast: Cast) -> None:
    with pytest.raises(UnableToAssign, match="Guard's licence"):
        _assigned(cast, None)
    head = NewPost(Role.HEAD, "", TODAY, cast.estate, cast.security)
    assign_post(employee=cast.engineer.employee, post=head, actor=cast.hr.viewer, now=NOW)


def test_who_holds_what_is_asked_is_posted(cast: Cast) -> None:
    post = guards_post(cast)
    born(cast.engineer.employee)
    holds(cast.engineer.employee, until=date(2026, 12, 31))
    held = _assigned(cast, post)
    assert (held.post, held.title) == (post, "秩序维护员")


@pytest.mark.parametrize(
    ("starts_on", "refused"), [(date(2026, 12, 31), False), (date(2027, 1, 1), True), (date(2026, 3, 1), False)]
)
def test_the_licence_counts_through_its_last_day(cast: Cast, starts_on: date, refused: bool) -> None:
    born(cast.engineer.employee)
    holds(cast.engineer.employee, until=date(2026, 12, 31))
    if refused:
        with pytest.raises(UnableToAssign, match="Guard's licence: ended on"):
            _assigned(cast, guards_post(cast), starts_on)
    else:
        _assigned(cast, guards_post(cast), starts_on)


def test_a_post_that_began_earlier_asks_every_day_until_today(cast: Cast) -> None:
    """So nobody is posted by a day in the past on which the licence still counted."""
    born(cast.engineer.employee)
    holds(cast.engineer.employee, until=date(2026, 3, 1))
    post = guards_post(cast)
    with pytest.raises(UnableToAssign, match="ended on"):
        _assigned(cast, post, date(2026, 2, 1))
    _assigned(cast, post, date(2026, 2, 1), ends_on=date(2026, 2, 28))


def test_a_post_that_ended_goes_on_only_for_who_may(cast: Cast) -> None:
    born(cast.engineer.employee)
    licence = holds(cast.engineer.employee)
    held = _assigned(cast, guards_post(cast), TODAY - DAY, ends_on=TODAY)
    Credential.objects.filter(pk=licence.pk).update(ends_on=TODAY)
    with pytest.raises(UnableToAssign, match="ended on"):
        end_post(post=held, ends_on=TODAY + 5 * DAY, version=None, actor=cast.hr.viewer, now=NOW)
    end_post(post=held, ends_on=TODAY - DAY, version=None, actor=cast.hr.viewer, now=NOW)
    assert Assignment.objects.get(pk=held.pk).ends_on == TODAY - DAY


ROW = ("8001", "姚远", "", "", "本小区", "秩序部", "秩序维护员", "部门员工")


def test_a_list_is_asked_too_and_says_why_in_a_sentence(cast: Cast, now: datetime) -> None:
    guards_post(cast)
    rows = [(*ROW, "2026-03-01", "", "2026-03-01", "")]
    ((row, column, said),) = problems(cast, now, employees=rows)
    assert (row, column) == (2, "")
    assert said.startswith("姚远 may not do the work of this post: The birth date is not on record")
    assert not Employee.objects.filter(number="8001").exists()


def test_history_from_before_the_rules_is_taken_over_as_it_was(cast: Cast, now: datetime) -> None:
    """The rules of the company are in force since 2025-01-02."""
    post = guards_post(cast)
    send(cast, now, workbook(employees=[(*ROW, "2019-06-01", "", "2019-06-01", "")]))
    held = Assignment.objects.get(employee__number="8001")
    assert held.post == post
    lacks = unmet(post=post, employee=held.employee, during=(TODAY, TODAY))
    assert {each.rule for each in lacks} == {Rule.AGE, Rule.CREDENTIAL, Rule.INDUCTION}
    # On the page, the same day in the past is no way in.
    with pytest.raises(UnableToAssign):
        hire(
            company=cast.company, number="8002", name="姚近", joined_on=date(2019, 6, 1),
            posts=[_post(cast, post, date(2019, 6, 1))], actor=cast.hr.viewer, now=now,
        )  # fmt: skip


def test_working_asks_the_induction_and_being_posted_does_not(cast: Cast) -> None:
    Credential.objects.filter(employee=cast.engineer.employee, kind=CredentialKind.INDUCTION).delete()
    asked: dict[str, Any] = {"post": None, "employee": cast.engineer.employee, "during": (TODAY, TODAY)}
    assert [each.rule for each in unmet(**asked)] == [Rule.INDUCTION]
    assert unmet(**asked, gate=Gate.POSTING) == []
    (lack,) = unmet(**asked)
    assert (lack.since, lack.until, lack.words) == (TODAY, TODAY, "The safety induction is not passed.")
    assert lack.on(TODAY)
    assert not lack.on(TODAY + DAY)


def test_without_a_post_all_that_are_held_are_asked(cast: Cast) -> None:
    guard = cast.guard.employee
    asked: dict[str, Any] = {"post": None, "employee": guard, "during": (TODAY, None)}
    assert unmet(**asked) == []
    Credential.objects.filter(employee=guard, kind=CredentialKind.GUARD).update(ends_on=date(2026, 12, 31))
    (lack,) = unmet(**asked)
    assert (lack.rule, lack.since, lack.until) == (Rule.CREDENTIAL, date(2027, 1, 1), None)
    assert unmet(post=None, employee=guard, during=(TODAY, date(2026, 12, 31))) == []


def test_a_post_asks_what_was_written_down_and_special_work_a_certificate(cast: Cast) -> None:
    facts = PostFacts(
        "GC-01", "水电工", PostFamily.ENGINEERING, special_work=True, credentials=frozenset({CredentialKind.LIFT})
    )
    post = create_post(company=cast.company, facts=facts, actor=cast.hr.viewer, now=NOW)

    def lacks() -> list[str]:
        employee = cast.engineer.employee
        return [each.words for each in unmet(post=post, employee=employee, during=(TODAY, TODAY))]

    assert lacks() == ["Missing: Certificate of special work.", "Missing: Safety of lifts."]
    holds(cast.engineer.employee, CredentialKind.LIFT)
    holds(cast.engineer.employee, CredentialKind.ELECTRICIAN)
    assert lacks() == []
    changed = PostFacts(
        "GC-01", "水电工", PostFamily.ENGINEERING, special_work=True, credentials=frozenset({CredentialKind.HEIGHTS})
    )
    change_post(post=post, facts=changed, version=1, actor=cast.hr.viewer, now=NOW)
    assert lacks() == ["Missing: Work at heights."]
    with pytest.raises(UnableToAssign, match="Work at heights"):
        _assigned(cast, post)


def test_by_the_dialog_the_post_is_chosen_and_refused(cast: Cast, sign_in: SignIn) -> None:
    post = guards_post(cast)
    url = reverse("staff:assign", args=[cast.engineer.employee.pk])
    given = {
        "role": "member", "post": post.pk, "estate": cast.estate.pk, "department": cast.security.pk,
        "starts_on": "2026-03-11",
    }  # fmt: skip
    client, headers = sign_in(cast.hr), {"HX-Request": "true"}
    answer = client.post(url, given, headers=headers)
    assert answer.status_code == 422
    with override("zh-hans"):
        assert escape(str(CredentialKind.GUARD.label)) in answer.content.decode()
    born(cast.engineer.employee)
    holds(cast.engineer.employee, since=OPENED)
    assert client.post(url, given, headers=headers).status_code == 204


READERS = {
    "rules/people/eligibility.py",
    "rules/people/credentials.py",
    "company/staff/eligibility.py",
}
"""Where it is decided."""
FACTS = {"born_on", "revoked_on", "reviewed_on", "verified_at", "is_guard", "special_work", "struck_at"}
"""What is decided by."""


def test_there_is_no_second_gate() -> None:
    """Nobody else compares what eligibility is decided by: a condition, a comparison or a filter on these columns
    outside of the one place is a second gate."""
    found = []
    for path in sorted(ROOT.rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        if name in READERS or "/tests/" in name or "/migrations/" in name or "/models/" in name:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found += [f"{name}:{line} {what}" for line, what in _judgements(tree) if (name, what) not in SHOWN]
    assert found == []


SHOWN: set[tuple[str, str]] = {
    # Whether a row may still be changed, and whether a birth date can be right, is no judgement of a person.
    ("company/staff/operations/credentials.py", "reviewed_on"),
    ("company/staff/operations/credentials.py", "revoked_on"),
    ("company/staff/operations/credentials.py", "struck_at"),
    ("company/staff/operations/credentials.py", "verified_at"),
    ("company/staff/operations/files.py", "born_on"),
    # The papers of the demonstration are given to those who must hold them.
    ("demo/staffing.py", "is_guard"),
    ("people/employment/lists.py", "verified_at"),
    ("people/employment/operations/watching.py", "verified_at"),
    ("rules/identity_numbers.py", "born_on"),
}


def _judgements(tree: ast.AST) -> list[tuple[int, str]]:
    """Conditions and filters in which one of FACTS stands, with their lines."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.If | ast.IfExp | ast.While):
            looked_at: list[ast.AST] = [node.test]
        elif isinstance(node, ast.Compare | ast.BoolOp | ast.comprehension):
            looked_at = [*node.ifs] if isinstance(node, ast.comprehension) else [node]
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("filter", "exclude", "get"):
            looked_at = []
            found += [
                (node.lineno, k.arg.split("__")[0])
                for k in node.keywords
                if (k.arg or "").split("__")[0] in FACTS and k.arg
            ]
        else:
            continue
        for part in looked_at:
            found += [
                (each.lineno, each.attr)
                for each in ast.walk(part)
                if isinstance(each, ast.Attribute) and each.attr in FACTS
            ]
    return sorted(set(found))


def test_a_second_gate_would_be_found() -> None:
    """The control of the walk."""
    tree = ast.parse("def f(e):\n    if e.born_on < today: return 1\n    return C.filter(verified_at__isnull=False)")
    assert _judgements(tree) == [(2, "born_on"), (3, "verified_at")]
