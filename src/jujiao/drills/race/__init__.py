"""Two people at one thing: steps on one complaint, and on several that are merged, racing edits, one key sent often."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings

from jujiao.drills.outcome import Outcome
from jujiao.drills.stage import stage

DEFAULT_EDITS = 10_000
SUBMITS = 1_000
BATCHES = 20
WORKERS = 2
LANES = 3
GUARDED, UNGUARDED = "jujiao.rsgi:application", "jujiao.drills.race.unguarded:application"
ONE_LOCK = "jujiao.drills.race.one_lock:application"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--edits", type=int, default=DEFAULT_EDITS, help="racing edits")
    parser.add_argument("--submits", type=int, default=SUBMITS, help="equal submits under one key")
    parser.add_argument("--batches", type=int, default=BATCHES, help="batches of steps against workers and recounts")
    parser.add_argument("--first-stage", action="store_true", help="each pair in one stage of a complaint only")
    parser.add_argument("--every", type=int, default=1, help="only one pair in so many")
    parser.add_argument("--groups-every", type=int, default=1, help="only one in so many over several complaints")
    parser.add_argument("--only-groups", action="store_true", help="nothing but the pairs over several complaints")


def run(options: dict[str, Any]) -> Outcome:
    """The race over two real web processes with a database of their own."""
    from jujiao.drills.database import on
    from jujiao.drills.race import guard
    from jujiao.drills.race.course import Course, people_of
    from jujiao.drills.race.sending import OverHttp

    control = bool(options["control"])
    with stage(durable=False) as it:
        it.environment["JUJIAO_SECRET_KEY"] = settings.SECRET_KEY  # sessions are made here and used there
        with on(it.url):
            people = people_of(it.facts["users"], it.facts["tokens"])
            web = it.web(application=UNGUARDED if control else GUARDED, workers=2)
            course = Course(people, OverHttp(people, [web.port]), {**it.facts["users"], **people.more}, LANES)
            course.send_groups = OverHttp(people, [it.web(application=ONE_LOCK, workers=2).port]) if control else None
            for _number in range(WORKERS):
                it.worker(arguments=("--no-deliveries",))
            if control:
                guard.unruled()
            several = course.run_groups(one_in=options["groups_every"])
            if options["only_groups"]:
                return several
            one = course.run(
                edits=options["edits"],
                submits=options["submits"],
                every_stage=not options["first_stage"],
                one_in=options["every"],
                keyed=not control,
                batches=options["batches"],
            )
            return Outcome({**several.figures, **one.figures}, several.faults + one.faults)
