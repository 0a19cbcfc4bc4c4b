"""`python -m jujiao.drills.bench.our_exchanges`: one exchange of each kind that posts records, with three telephones at
the desk. Prints the paths to which they post, as JSON, by their kind."""

import json
import os
from typing import Any, Final

import django

SECRET: Final = "a-secret-of-the-bench"
KINDS: Final = ("grandstream", "freeswitch")
DESK: Final = ("801", "802", "803")


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jujiao.settings")
    django.setup()
    from django.db import transaction

    with transaction.atomic():
        print(json.dumps({kind: _connect(kind) for kind in KINDS}))


def _connect(kind: str) -> str:
    from jujiao.company.staff.models import Department, DepartmentKind
    from jujiao.kernel.machine import clock
    from jujiao.service.calls.models import Vendor
    from jujiao.service.calls.operations.receiving import digest_of
    from jujiao.service.calls.proof.rows import Maker

    desk: Any = Department.objects.filter(kind=DepartmentKind.CUSTOMER_SERVICE).order_by("pk").first()
    make = Maker(desk, clock.now())
    source = make.source(Vendor(kind), digest=digest_of(f"{SECRET}-{kind}"))
    post = make.post()
    for extension in DESK:
        make.telephone(source, extension, duty_post=post)
    return f"/telephone/tell/{source.pk}/{SECRET}-{kind}/"


if __name__ == "__main__":
    main()
