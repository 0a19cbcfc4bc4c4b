"""Exchanges, calls, numbers to call back, seats and scripts, for the tests and drills of all apps."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from jujiao.company.duty.models import DutyPost
from jujiao.company.duty.proof.rows import Maker as DutyMaker
from jujiao.company.staff.models import Department
from jujiao.service.calls.models import Call, CallBack, Source, Telephone, Vendor
from jujiao.testing.cast import NOW, Cast

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Maker:
    """Makes what belongs to one desk at one moment; `mark` stands in whatever has words."""

    department: Department
    now: datetime
    mark: str = ""

    def source(self, vendor: Vendor = Vendor.GRANDSTREAM, **more: Any) -> Source:
        given = {
            "estate": self.department.estate,
            "name": self.mark or f"总机 {secrets.token_hex(3)}",
            "vendor": vendor,
            "digest": hashlib.sha256(secrets.token_bytes(16)).hexdigest(),
            "made_at": self.now - timedelta(days=30),
        }
        return Source.objects.create(**{**given, **more})

    def post(self) -> DutyPost:
        return DutyMaker(self.department, self.now, self.mark).post()

    def telephone(self, source: Source | None = None, extension: str = "801", **more: Any) -> Telephone:
        given = {"source": source or self.source(), "extension": extension}
        return Telephone.objects.create(
            **{**given, **({} if "duty_post" in more else {"duty_post": self.post()}), **more}
        )

    def call(self, source: Source | None = None, **more: Any) -> Call:
        """An incoming one of a source, missed a minute ago unless `more` says otherwise."""
        given: dict[str, Any] = {
            "source": source or self.source(),
            "estate": self.department.estate,
            "linked_id": secrets.token_hex(8),
            "direction": "incoming",
            "number": "13800138000",
            "came_at": self.now - MINUTE,
            "began_at": self.now - MINUTE,
            "ended_at": self.now,
            "verdict": "missed",
            "heard_at": self.now,
            "note": self.mark,
        }
        return Call.objects.create(**{**given, **more})

    def call_back(self, **more: Any) -> CallBack:
        given = {"estate": self.department.estate, "number": "13800138000", "missed_at": self.now - MINUTE}
        return CallBack.objects.create(**{**given, **more})


def maker(cast: Cast) -> Maker:
    """Of the cast's own desk."""
    return Maker(cast.customer_service, NOW)
