"""Writes the demonstration company into an empty database, and says who can sign in."""

import argparse
import time
from datetime import timedelta
from random import Random
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from jujiao.company.estates.models import Company
from jujiao.demo.founding import found
from jujiao.demo.names import phone
from jujiao.demo.scene import set_scene
from jujiao.demo.staffing import PASSWORD, POSTS
from jujiao.kernel.machine import clock
from jujiao.kernel.record.chapters import chapters
from jujiao.notices.models import Notice

SMALL_DAYS, SMALL_FLOORS, SMALL_A_DAY = 8, 3, 3.0
A_DAY = 9.0


class Command(BaseCommand):
    help = "Makes a demonstration company with its history, in an empty database."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--days", type=int, default=120, help="days of history (default 120)")
        parser.add_argument("--seed", type=int, default=7, help="the same seed gives the same history (default 7)")
        parser.add_argument("--small", action="store_true", help="a small one, in seconds; nothing where data is")
        parser.add_argument("--people", action="store_true", help="only say who can sign in")

    def handle(self, **options: Any) -> None:
        if options["people"]:
            self.say_people()
            return
        if Company.objects.exists():
            if options["small"]:
                return
            raise CommandError("The database holds a company already; the demonstration needs an empty one.")
        began = time.monotonic()
        now = clock.now().replace(microsecond=0)
        small = options["small"]
        days = SMALL_DAYS if small else options["days"]
        start = now - timedelta(days=days)
        random = Random(options["seed"])  # noqa: S311 (a story, no secret)
        # Staff of the demonstration sign in without a second factor; no other company does.
        settings.HOME.mkdir(parents=True, exist_ok=True)
        (settings.HOME / "demonstration").touch()
        with connection.cursor() as cursor:
            cursor.execute("SET synchronous_commit TO off")
        estate = found(random=random, start=start, **({"floors": SMALL_FLOORS} if small else {}))
        pace = SMALL_A_DAY if small else A_DAY
        scene = set_scene(estate=estate, random=random, start=start, end=now, pace=pace)
        told = [chapter.demonstration(scene) for chapter in reversed(chapters()) if chapter.demonstration is not None]
        scene.clockwork.run()
        Notice.objects.filter(created_at__lt=now - timedelta(days=2)).update(read_at=now)
        self.stdout.write(
            f"{estate.name}: {estate.rooms.count()} rooms, {days} days, {', '.join(told)} "
            f"({time.monotonic() - began:.1f} s)"
        )

    def say_people(self) -> None:
        self.stdout.write(f"员工 Staff (password {PASSWORD}):")
        for post in POSTS:
            self.stdout.write(f"  {post.username:<12} {post.name} {post.title}")
        self.stdout.write(f"业主 Owner: {phone(0)} (林晓梅), the code appears in this window")
