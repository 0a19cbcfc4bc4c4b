"""The whole course of the race: pairs of steps, racing edits, equal submits; and what came of it."""

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import cycle, islice
from threading import Lock
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connections

from jujiao.company.accounts.models import User
from jujiao.company.accounts.operations import issue_token
from jujiao.drills.outcome import Outcome
from jujiao.drills.race.edits import AT_ONCE, Edit, Edits, round_of
from jujiao.drills.race.forms import every_edit
from jujiao.drills.race.groups import Groups, meet
from jujiao.drills.race.keys import submit
from jujiao.drills.race.machinery import Machinery, batch
from jujiao.drills.race.meetings import Meeting, meetings
from jujiao.drills.race.pairs import Pair, Races, pairs, race
from jujiao.drills.race.sending import People, Sender
from jujiao.drills.race.steps import Scene, a_second_manager
from jujiao.drills.race.waiting import circles, end_watching
from jujiao.kernel.machine import clock
from jujiao.kernel.record.access import SYSTEM

ONCE_ROUNDS = 10
"""Rounds for each step that can be taken once: it needs new rows each time."""


def people_of(users: Mapping[str, int], tokens: Mapping[str, str]) -> People:
    """Sessions and tokens of the cast and of a second manager, whose user stands in `more`."""
    second = a_second_manager(clock.now())
    token = issue_token(user=second, label="race", actor=SYSTEM, now=clock.now())
    everybody = {**users, "manager2": second.pk}
    sessions = {name: session_of(User.objects.get(pk=pk)) for name, pk in everybody.items()}
    return People(sessions, {**tokens, "manager2": token}, {"manager2": second.pk})


def session_of(user: User) -> str:
    """The key of a session in which the user is signed in."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return str(session.session_key)


@dataclass
class Course:
    people: People
    send: Sender
    users: Mapping[str, int]
    lanes: int = 1
    send_groups: Sender | None = None
    """For what meets over several complaints; the same as `send` where it is not given."""

    def run_groups(self, *, one_in: int = 1) -> Outcome:
        """The meetings over two and three complaints, or one in so many of them."""
        groups = self.race_groups(Scene(clock.now(), self.users), islice(meetings(), 0, None, one_in))
        broken_off = circles()
        figures = {
            "pairs over two and three complaints": groups.run,
            "steps of them taken": groups.taken,
            "of them shown a conflict": groups.conflicts,
            "alarms fired for them": groups.alarms,
            "stranded": groups.stranded,
            "chains": groups.chains,
            "owners unanswered": groups.unanswered,
            "deadlocks": broken_off,
        }
        faults = [f"{broken_off} transactions were in a deadlock"] if broken_off else []
        return Outcome(figures, (*groups.faults, *faults))

    def run(
        self, *, edits: int, submits: int, every_stage: bool, keyed: bool = True, one_in: int = 1, batches: int = 0
    ) -> Outcome:
        """Everything on one complaint, one after the other; of the pairs only one in so many. Batches need workers."""
        scene = Scene(clock.now(), self.users)
        races = self.race_pairs(scene, islice(pairs(every_stage=every_stage), 0, None, one_in))
        made = submit(self.send, times=submits, keyed=keyed)
        every = every_edit(scene)
        edited = self.race_edits(every, edits)
        machinery = self.race_machinery(scene, every, batches)
        broken_off = circles()
        figures: dict[str, Any] = {
            "pairs": races.run,
            "edits": edited.sent,
            "taken": edited.taken,
            "steps against workers and recounts": machinery.steps,
            "of them and of workers waiting together": machinery.together,
            "alarms fired meanwhile": machinery.alarms,
            "promises recounted meanwhile": machinery.recounted,
            "conflicts shown": races.conflicts + edited.conflicts + machinery.conflicts,
            "lost": races.lost + edited.lost + machinery.lost,
            "waited in a circle": broken_off,
            "equal submits": made.sent,
            "complaints of them": made.made,
        }
        faults = [f"{broken_off} transactions waited in a circle"] if broken_off else []
        return Outcome(figures, (*races.faults, *made.faults, *edited.faults, *machinery.faults, *faults))

    def race_machinery(self, scene: Scene, every: list[Edit], batches: int) -> Machinery:
        """Batches of steps against workers that stand already; in every other one a year is published as well."""
        seen = Machinery()
        publish = next(edit for edit in every if edit.name == "calendar:publish")
        for number in range(batches):
            batch(scene, self.send, None if number % 2 else publish, seen)
        end_watching()
        return seen

    def race_pairs(self, scene: Scene, wanted: Iterable[Pair]) -> Races:
        """The pairs of steps on one complaint."""
        return self._in_lanes(scene, wanted, race, self.send, Races)

    def race_groups(self, scene: Scene, wanted: Iterable[Meeting]) -> Groups:
        """The meetings over two and three complaints."""
        return self._in_lanes(scene, wanted, meet, self.send_groups or self.send, Groups)

    def _in_lanes[One, Found: (Races, Groups)](
        self,
        scene: Scene,
        wanted: Iterable[One],
        run: Callable[[One, Scene, Sender, Found], None],
        send: Sender,
        begin: Callable[[], Found],
    ) -> Found:
        """All that is wanted, in lanes beside each other; with one lane in this thread."""
        left, taking = iter(wanted), Lock()

        def lane(_number: int) -> Found:
            found, own = begin(), Scene(scene.now, scene.users)
            try:
                while True:
                    with taking:
                        one = next(left, None)
                    if one is None:
                        return found
                    run(one, own, send, found)
            finally:
                end_watching()
                if self.lanes > 1:
                    connections.close_all()

        if self.lanes == 1:
            return lane(0)
        with ThreadPoolExecutor(self.lanes) as pool:
            return sum(pool.map(lane, range(self.lanes)), begin())

    def race_edits(self, every: list[Edit], wanted: int) -> Edits:
        """Rounds over all forms in turn, those that end their row only some times."""
        edits = Edits()
        for edit in [edit for edit in every if edit.value is None]:
            for _round in range(min(ONCE_ROUNDS, max(1, wanted // 1000))):
                round_of(edit, self.send, edits)
        rounds = max(0, wanted - edits.sent) // AT_ONCE
        for edit in islice(cycle([edit for edit in every if edit.value]), rounds):
            round_of(edit, self.send, edits)
        return edits
