"""Garbage for every operation of the API from every role, for every page, file door and export."""

from argparse import ArgumentParser
from typing import Any

from jujiao.drills.outcome import Outcome
from jujiao.drills.stage import stage

DEFAULT_CASES = 20_000
GUARDED, UNGUARDED = "jujiao.rsgi:application", "jujiao.drills.garbage.unguarded:application"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--cases", type=int, default=DEFAULT_CASES, help="calls of the API, spread over the roles")
    parser.add_argument("--every", type=int, default=1, help="only one page in so many gets every value")


def run(options: dict[str, Any]) -> Outcome:
    """Over two real web processes with a database of their own, one part after the other."""
    from django.conf import settings
    from django.test import override_settings

    from jujiao.drills.database import on
    from jujiao.drills.garbage.course import Course

    control = bool(options["control"])
    with stage(durable=False) as it:
        it.environment["JUJIAO_SECRET_KEY"] = settings.SECRET_KEY  # sessions are made here and used there
        with on(it.url), override_settings(MEDIA_ROOT=it.home / "media"):
            web = it.web(application=UNGUARDED if control else GUARDED, workers=2)
            found = Course(it, web).run(cases=options["cases"], every=options["every"])
    return found.outcome(control=control)
