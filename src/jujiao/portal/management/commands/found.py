"""`./jujiao found`: begins with a company of one's own instead of the demonstration."""

import argparse
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from jujiao.kernel.errors import UnableTo
from jujiao.kernel.machine import clock
from jujiao.portal.founding import found_company


class Command(BaseCommand):
    help = "Makes a company with one estate and its first system administrator."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--company", required=True, help="name of the company")
        parser.add_argument("--estate", required=True, help="name of the estate")
        parser.add_argument("--code", required=True, help="two or three letters that lead the numbers of its cases")
        parser.add_argument("--admin", required=True, help="user name of the system administrator")
        parser.add_argument("--name", required=True, help="the administrator's name")

    def handle(self, **options: Any) -> None:
        with translation.override(settings.LANGUAGE_CODE):
            try:
                path = found_company(
                    company=options["company"],
                    estate=options["estate"],
                    code=options["code"],
                    username=options["admin"],
                    name=options["name"],
                    now=clock.now(),
                )
            except UnableTo as refused:
                raise CommandError(str(refused)) from refused
        self.stdout.write(f"{options['name']} ({options['admin']}) chooses a password here, within three days:")
        self.stdout.write(f"  {settings.SITE_URL}{path}")
