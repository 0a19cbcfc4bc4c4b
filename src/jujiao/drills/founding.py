"""`python -m jujiao.drills.founding`: brings the drills' company into the database that DATABASE_URL names.

Its one argument is JSON: figures of the rulebook to set otherwise, by key. Prints what drills need to know, as JSON."""

import json
import os
import pickle
import sys
from dataclasses import replace
from decimal import Decimal
from typing import Any
from unittest.mock import patch

import django

from jujiao.kernel.machine.paths import HOME

CAST = "cast.pickle"
"""The file in the stage's home in which the cast lies, as the tests know it."""


def main(figures: dict[str, str]) -> None:
    """Tables, the cast of the tests with its rulebook, and a token for everybody."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jujiao.settings")
    django.setup()
    from django.core.management import call_command

    call_command("migrate", "--no-input", verbosity=0)
    print(json.dumps(found(figures)))


def found(figures: dict[str, str]) -> dict[str, Any]:
    """Brings the company in, with its figures, and tells what drills need to know of it."""
    from django.db import transaction

    from jujiao.rules.figures import SHIPPED
    from jujiao.testing import casting

    own = tuple(replace(figure, value=Decimal(figures.get(figure.key, figure.value))) for figure in SHIPPED)
    with transaction.atomic(), patch.object(casting, "SHIPPED", own):
        cast = casting.bring_in()
        (HOME / CAST).write_bytes(pickle.dumps(cast))
        return told(cast)


def told(cast: Any) -> dict[str, Any]:
    """Codes and numbers of what is there, and a token for everybody."""
    from jujiao.company.accounts.operations.tokens import issue_token
    from jujiao.kernel.machine import clock
    from jujiao.kernel.record.access import SYSTEM
    from jujiao.service.complaints.models import Category

    people = {**cast.staff, **cast.residents}
    return {
        "estate": cast.estate.code,
        "rooms": list(cast.rooms),
        "categories": list(Category.objects.filter(active=True).values_list("code", flat=True)),
        "users": {name: member.user.pk for name, member in people.items()},
        "tokens": {
            name: issue_token(user=member.user, label="drill", actor=SYSTEM, now=clock.now())
            for name, member in people.items()
        },
        "sessions": {name: signed_in(member.user) for name, member in people.items()},
    }


def signed_in(user: Any) -> str:
    """The cookie `sessionid` of a browser in which somebody has signed in."""
    from django.test import Client

    client = Client()
    client.force_login(user)
    return str(client.cookies["sessionid"].value)


if __name__ == "__main__":
    main(json.loads(sys.argv[1]) if len(sys.argv) > 1 else {})
