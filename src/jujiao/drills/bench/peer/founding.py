"""`python -m jujiao.drills.bench.peer.founding`, in the peer's environment: its tables, people and queues.

Prints what the bench needs to know, as JSON."""

import json
import os
from typing import Any

import django

QUEUES = ("Front desk", "Engineering", "Security", "Cleaning", "Administration")
PEOPLE = 20


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jujiao.drills.bench.peer.settings")
    django.setup()
    from django.core.management import call_command

    call_command("migrate", "--no-input", verbosity=0)
    print(json.dumps(found()))


def found() -> dict[str, Any]:
    """A helpdesk with its queues and staff, one of whom has signed in and sees fifty rows at a time."""
    from django.apps import apps
    from django.test import Client

    names = ("auth.User", "helpdesk.Queue", "helpdesk.UserSettings", "authtoken.Token")
    models: list[Any] = [apps.get_model(name) for name in names]
    user, queue, settings, token = models
    for place, title in enumerate(QUEUES, start=1):
        queue.objects.create(title=title, slug=f"q{place}", allow_public_submission=False)
    people = [
        user.objects.create(username=f"staff{n}", is_staff=True, email=f"s{n}@example.org") for n in range(PEOPLE)
    ]
    clerk = user.objects.create(username="clerk", is_staff=True, is_superuser=True, email="clerk@example.org")
    settings.objects.filter(user=clerk).update(tickets_per_page=50, use_email_as_submitter=False)
    client = Client()
    client.force_login(clerk)
    return {
        "queues": list(queue.objects.order_by("id").values_list("id", flat=True)),
        "people": [person.pk for person in [*people, clerk]],
        "clerk": clerk.pk,
        "session": client.cookies["sessionid"].value,
        "token": token.objects.create(user=clerk).key,
    }


if __name__ == "__main__":
    main()
