"""`python -m jujiao.drills.restore.photographer`: the desk adds files to the newest rows, again and again."""

import os
import time

import django

PAUSE_SECONDS = 0.2


def main() -> None:
    """Until it is killed, or its table is gone."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jujiao.settings")
    django.setup()
    number = 0
    while True:
        number += _add(number)
        time.sleep(PAUSE_SECONDS)


def _add(number: int) -> bool:
    from jujiao.company.accounts.models import User
    from jujiao.company.staff.asking import viewer_of
    from jujiao.kernel.machine import clock
    from jujiao.testing.proofs import proofs

    now = clock.now()
    clerk = viewer_of(User.objects.get(pk=int(os.environ["DRILL_CLERK"])), now)
    added = [proof.drilled.attach(clerk, now, number) for proof in proofs().values() if proof.drilled.attach]
    return all(added)


if __name__ == "__main__":
    main()
