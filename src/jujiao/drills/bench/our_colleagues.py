"""`python -m jujiao.drills.bench.our_colleagues MANY`: so many more clerks and engineers as there are of each in the
cast, each a person of their own. Prints the cookies of their sessions, as JSON: of clerks, of engineers."""

import json
import os
import sys
from typing import Any

import django


def main(many: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jujiao.settings")
    django.setup()
    from django.db import transaction

    with transaction.atomic():
        found = {name: [one_more(name, number) for number in range(many)] for name in ("clerk", "engineer")}
    print(json.dumps(found))


def one_more(name: str, number: int) -> str:
    """Somebody with the same post; the cookie of their session."""
    from jujiao.company.accounts.models import User
    from jujiao.company.staff.models import Assignment, Employee
    from jujiao.drills.founding import signed_in

    one: Any = Employee.objects.get(user__username=name)
    post = Assignment.objects.get(employee=one)
    called = f"{one.name}{number}"
    user = User.objects.create(username=f"{name}-{number}", name=called, date_joined=one.user.date_joined)
    colleague = Employee.objects.create(
        company_id=one.company_id, user=user, number=f"{name}-{number}", name=called, pinyin=one.pinyin,
        phone=f"{one.phone[:7]}{name == 'clerk':d}{number:03}", joined_on=one.joined_on,
    )  # fmt: skip
    Assignment.objects.create(
        employee=colleague, role=post.role, estate=post.estate, department=post.department, title=post.title,
        starts_on=post.starts_on,
    )  # fmt: skip
    return signed_in(user)


if __name__ == "__main__":
    main(int(sys.argv[1]))
