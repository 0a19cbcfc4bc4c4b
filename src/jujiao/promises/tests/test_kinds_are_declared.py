"""Every kind of promise is declared once by its chapter; one that nobody declared is refused when it is given."""

from datetime import timedelta
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import translation

from jujiao.company.duty.staffing import Debtor
from jujiao.kernel.choices import COLOURS
from jujiao.kernel.record import subjects
from jujiao.kernel.record.subjects import PromiseKind, SubjectKind
from jujiao.promises.models import Promise
from jujiao.promises.operations import Owed, give
from jujiao.rules.catalogue import CLAUSES
from jujiao.rules.clocks import elapsed
from jujiao.rules.figures import shipped
from jujiao.rules.promising import Kind, PromiseDue, UnknownKind
from jujiao.testing.cast import NOW, Cast
from jujiao.testing.rows import KIND, SUBJECT

CHAPTERS = [kind for kind in subjects.promise_kinds() if kind.rule.subject != SUBJECT]


def sample(**facts: Any) -> PromiseKind:
    given = {"rule": Kind("tea.serve", "1.3.1", "complaint.dispatch"), "label": "Tea", "colour": "teal"}
    return PromiseKind(**{**given, "step": "serve", "step_label": "Serve", **facts})


def given(cast: Cast, kind: str) -> None:
    due = PromiseDue(kind, "3.2.2", "elapsed", NOW, elapsed(NOW, timedelta(hours=1)))
    give(
        [Owed(due, Decimal(1), Debtor(cast.engineering.pk))],
        subject_kind=SUBJECT,
        subject_id=1,
        subject_label="YX-1",
        round_number=1,
        rulebook_version_id=cast.version.pk,
        place=cast.estate.place,
        owed_to=None,
    )


def test_the_complaints_kinds_are_there() -> None:
    assert [kind.key for kind in CHAPTERS if kind.rule.subject == "complaint"] == [
        "complaint.dispatch",
        "complaint.accept",
        "complaint.plan",
        "complaint.first_reply",
        "complaint.resolve",
        "complaint.progress",
        "complaint.instruction",
        "complaint.enquiry",
        "complaint.suggestion",
        "complaint.follow_up",
        "complaint.appointment",
    ]


@pytest.mark.parametrize("kind", CHAPTERS, ids=lambda kind: kind.key)
def test_every_kind_has_clause_figure_words_colour_and_next_step(kind: PromiseKind) -> None:
    assert kind.rule.clause in {clause.number for clause in CLAUSES}
    assert shipped()[kind.rule.figure].clause == kind.rule.clause
    assert kind.colour in COLOURS
    subject = subjects.of(kind.rule.subject)
    if kind.step:
        assert kind.step in subject.steps
    else:  # kept outside of the product: the subject says itself that there is no form, and leads to its page
        assert subject.next_steps is not subjects.SubjectKind.next_steps
        assert subject.url(1)
    for words in (kind.label, kind.step_label):
        with translation.override("en"):
            english = str(words)
        with translation.override("zh-hans"):
            assert english
            assert str(words) != english


@pytest.mark.django_db
@pytest.mark.parametrize("kind", CHAPTERS, ids=lambda kind: kind.key)
def test_due_knows_every_kind(kind: PromiseKind) -> None:
    out = StringIO()
    call_command("due", kind.key, "2026-09-30 10:00", stdout=out)
    assert kind.rule.clause in out.getvalue()


def test_a_second_declaration_is_refused() -> None:
    complaint = subjects.of("complaint")
    with pytest.raises(ValueError, match="complaint is declared already"):
        subjects.declare(SubjectKind(key="complaint", label="Again", model=Promise))
    with pytest.raises(ValueError, match="is not about kettle"):
        subjects.declare(SubjectKind(key="kettle", label="Kettle", model=Promise, promises=(sample(),)))
    assert subjects.of("complaint") is complaint
    assert "kettle" not in [kind.key for kind in subjects.declared()]
    with pytest.raises(UnknownKind):
        subjects.promise_kind("tea.serve")


def test_a_kind_that_nobody_declared_cannot_be_given(cast: Cast) -> None:
    with pytest.raises(UnknownKind, match=r"tea\.serve"):
        given(cast, "tea.serve")
    assert not Promise.objects.exists()
    given(cast, KIND)
    assert Promise.objects.get().kind == KIND


def test_a_kind_may_be_called_by_its_last_part_where_only_one_has_it() -> None:
    assert subjects.promise_called("follow_up").key == "complaint.follow_up"
    assert subjects.promise_called("complaint.first_reply").key == "complaint.first_reply"
    assert subjects.promise_called("chat").key == "sample.chat"
    for unknown in ("", "complaint", "complaint.", "tea.follow_up"):
        with pytest.raises(UnknownKind):
            subjects.promise_called(unknown)
