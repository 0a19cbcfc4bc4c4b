"""The demonstration: a history made by the product's own operations, with something left for a visitor to do."""

from collections.abc import Iterator
from datetime import datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client, override_settings
from pytest_django import DjangoDbBlocker

from jujiao.cases.models import Case
from jujiao.company.accounts.models import User
from jujiao.demo.names import phone
from jujiao.kernel.machine import clock
from jujiao.kernel.record import subjects, timeline
from jujiao.promises.models import Alarm, Promise, PromiseState
from jujiao.rules.service.complaint_steps import PromiseKind, expected_promises
from jujiao.service.complaints.models import Complaint, State

NOW = datetime.fromisoformat("2026-10-09T18:30+08:00")  # the day after the autumn holidays


pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def demonstration(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """What the command printed. Its rows are made once for these tests, each of which takes back its own alone."""
    out = StringIO()
    with (
        pytest.MonkeyPatch.context() as patch,
        override_settings(HOME=tmp_path_factory.mktemp("home")),
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        patch.setattr(clock, "now", lambda: NOW)
        call_command("demo", "--small", "--seed", "7", stdout=out)
        yield out.getvalue()
        transaction.set_rollback(True)


def test_a_history_that_keeps_the_regulation(demonstration: str) -> None:
    told = Complaint.objects.count()
    assert "240 rooms, 8 days, " in demonstration
    assert f" {told} complaints" in demonstration
    assert told > 20
    assert not Complaint.objects.filter(recorded_at__gt=NOW).exists()
    for complaint in Complaint.objects.all():
        about = {"subject_kind": "complaint", "subject_id": complaint.pk}
        running = Promise.objects.filter(**about, state=PromiseState.RUNNING)
        replied = complaint.replied_at is not None
        progress = running.filter(kind=PromiseKind.PROGRESS).exists()
        wanted = expected_promises(
            complaint.state,
            contactable=complaint.contactable,
            replied=replied,
            progress_left=progress,
            planned=bool(complaint.plan),
            nature=complaint.nature,
            instructed=running.filter(kind=PromiseKind.INSTRUCTION).exists(),
            appointed=running.filter(kind=PromiseKind.APPOINTMENT).exists(),
        )
        assert set(running.values_list("kind", flat=True)) == {kind.value for kind in wanted}, complaint.number

    with pytest.raises(CommandError, match="holds a company already"):
        call_command("demo", "--days", "1")
    assert Complaint.objects.count() == told


def test_every_case_is_what_its_timeline_tells(demonstration: str) -> None:
    """Of each kind of case: the timeline is whole, and replayed it gives every stored column."""
    kinds = [kind for kind in subjects.declared() if issubclass(kind.model, Case)]
    assert kinds
    for kind in kinds:
        cases = list(kind.model._default_manager.all())
        assert cases, f"the demonstration tells of no {kind.key}"
        for case in cases:
            assert isinstance(case, Case)
            entries = list(timeline.entries_of(kind.key, case.pk).order_by("seq"))
            assert timeline.broken_at(entries) is None, case.number
            assert timeline.replay(entries) == timeline.plain(case.stored()), case.number


def test_something_is_left_to_do(demonstration: str) -> None:
    owed = Promise.objects.filter(state=PromiseState.RUNNING, employee__user__username="zhaoqiang")
    late = owed.filter(kind=PromiseKind.FIRST_REPLY, due_at__lt=NOW)
    assert late.count() == 1
    assert Alarm.objects.filter(promise=late.get()).exists()
    assert owed.filter(kind=PromiseKind.FIRST_REPLY, due_at__gt=NOW).count() == 1
    owner = User.objects.get(phone=phone(0))
    assert Complaint.objects.filter(person__user=owner, state=State.RESOLVED).exists()


def test_every_button_of_my_work_can_be_pressed(demonstration: str, client: Client) -> None:
    """Each person opens My work: one row a case, and each step that a button offers is possible there and then."""
    pressed = []
    for user in User.objects.filter(employee__isnull=False).order_by("pk"):
        client.force_login(user)
        page = client.get("/")
        if page.status_code != 200:
            continue
        duties = page.context["duties"]
        cases = [(duty.promise.subject_kind, duty.promise.subject_id) for duty in duties]
        assert len(cases) == len(set(cases)), user.username
        for duty in duties:
            if not duty.step_url:
                continue
            verb = duty.step_url.partition("?do=")[2]
            dialog = client.get(f"{duty.url}do/{verb}/")
            assert dialog.status_code == 200, (user.username, duty.step_url)
            assert dialog.context["possible"], (user.username, duty.step_url)
            pressed.append(verb)
    assert {"accept", "dispatch", "reply", "resolve", "follow_up"} <= set(pressed)
