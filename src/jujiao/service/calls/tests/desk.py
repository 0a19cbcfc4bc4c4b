"""A desk with telephones at which people sit, and an exchange that tells of calls, for the tests of this app."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from jujiao.company.duty.models import Attendance, DutyPost
from jujiao.company.duty.operations import sign_on
from jujiao.rules.service.calls.piece import Clock, Direction, Piece
from jujiao.service.calls.models import Call, Source, Telephone
from jujiao.service.calls.operations.folding import fold
from jujiao.service.calls.proof.rows import Maker
from jujiao.testing.cast import NOW, Cast, Member

CALLER = "13812345678"


@dataclass(frozen=True)
class Desk:
    """The front desk of the cast's estate, with telephones 801 and 802."""

    cast: Cast
    post: DutyPost
    source: Source
    telephones: dict[str, Telephone]

    def comes(self, who: Member, at: datetime) -> Attendance:
        return sign_on(duty_post=self.post, actor=who.viewer, now=at)

    def told(self, now: datetime, extension: str, call: str = "c1", outside: str = CALLER, **more: Any) -> Call:
        """The exchange tells of one telephone's part in a call."""
        piece = Piece(
            call=call, leg=extension, direction=Direction.INCOMING, outside=outside, extension=extension,
            clock=Clock.RECEIPT, **more,
        )  # fmt: skip
        return fold(self.source, [piece], now=now)[0]

    def ring(self, now: datetime, extension: str = "801", **more: Any) -> Call:
        return self.told(now, extension, rang_at=now, **more)


def the_desk(cast: Cast, *extensions: str) -> Desk:
    make = Maker(cast.customer_service, NOW)
    post = DutyPost.objects.create(estate=cast.estate, department=cast.customer_service, name="前台", kind="desk")
    source = make.source()
    telephones = {each: make.telephone(source, each, duty_post=post) for each in extensions or ("801", "802")}
    return Desk(cast, post, source, telephones)
