"""`python -m jujiao.drills.bench.our_telephones MANY`: an exchange with so many telephones, each with a clerk who sits
there. Prints, as JSON, the path where the exchange tells of calls, and the cookie of each clerk's session by their
telephone's extension."""

import hashlib
import json
import os
import secrets
import sys
from typing import Any

import django


def main(many: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jujiao.settings")
    django.setup()
    from django.db import transaction

    with transaction.atomic():
        print(json.dumps(_made(many)))


def _made(many: int) -> dict[str, Any]:
    from django.urls import reverse

    from jujiao.company.duty.models import DutyPost
    from jujiao.company.staff.models import Assignment, Department, DepartmentKind, Employee
    from jujiao.drills.bench.our_colleagues import one_more
    from jujiao.kernel.machine import clock
    from jujiao.service.calls.models import Source, Telephone, Vendor
    from jujiao.service.calls.operations.scripts import ship_first_wordings
    from jujiao.service.calls.proof.rows_pop import seat

    now, secret = clock.now(), secrets.token_urlsafe(16)
    post: Any = Assignment.objects.get(employee__user__username="clerk")
    estate = post.estate or post.department.estate
    desk = Department.objects.get(estate=estate, kind=DepartmentKind.CUSTOMER_SERVICE)
    ship_first_wordings(company=estate.company, now=now)
    source = Source.objects.create(
        estate=estate, name="bench", vendor=Vendor.YEASTAR_P, made_at=now,
        digest=hashlib.sha256(secret.encode()).hexdigest(),
    )  # fmt: skip
    place = DutyPost.objects.create(estate=estate, department=desk, kind="desk", name="bench")
    sessions = {}
    for number in range(many):
        extension = str(801 + number)
        sessions[extension] = one_more("clerk", number)
        telephone = Telephone.objects.create(source=source, extension=extension, duty_post=place)
        seat(telephone, Employee.objects.get(number=f"clerk-{number}"), now)
    return {"tell": reverse("telephony:tell", args=[source.pk, secret]), "sessions": sessions}


if __name__ == "__main__":
    main(int(sys.argv[1]))
