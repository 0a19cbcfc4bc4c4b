"""What promises, measurements and timelines of this app speak of: calls, and numbers to call back."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.subjects import MeasurementKind, NextStep, PromiseKind, SubjectKind
from jujiao.promises.models import Promise
from jujiao.rules.service.calls.calling_back import RULES
from jujiao.rules.service.calls.calling_back import PromiseKind as Promised
from jujiao.rules.service.calls.ringing import RING
from jujiao.service.calls import queries
from jujiao.service.calls.models import Call, CallBack, Source
from jujiao.service.calls.operations.promising import hold_call_back
from jujiao.service.calls.queries import CALL_BACK, PHONE_CALL
from jujiao.service.calls.queries_sources import SOURCE


def _see_the_page(_viewer: Viewer, promises: Sequence[Promise]) -> dict[int, NextStep]:
    """The step that keeps it is taken on the page to which the subject leads."""
    return {promise.pk: NextStep("", "") for promise in promises}


CALL = SubjectKind(
    key=PHONE_CALL,
    label=pgettext_lazy("by telephone", "Call"),
    model=Call,
    estate_column="estate_id",
    called=queries.began,
    url=lambda call_id: reverse("telephony:call", args=[call_id]),
    measurements=(MeasurementKind(rule=RING, label=_("Ring at the desk")),),
)
TO_CALL_BACK = SubjectKind(
    key=CALL_BACK,
    label=_("Number to call back"),
    model=CallBack,
    estate_column="estate_id",
    called=queries.called,
    url=lambda call_back_id: reverse("telephony:call_back", args=[call_back_id]),
    promises=(
        PromiseKind(
            rule=RULES[Promised.MADE], label=_("Call back"), colour="orange", step="", step_label=_("Call back")
        ),
    ),
    headlines=queries.call_back_headlines,
    in_short=queries.call_back_headlines,
    hold=hold_call_back,
    next_steps=_see_the_page,
)
EXCHANGE = SubjectKind(
    key=SOURCE,
    label=_("Telephone exchange"),
    model=Source,
    estate_column="estate_id",
    number="name",
    url=lambda source_id: reverse("telephony:source", args=[source_id]),
)
"""What becomes of its telephones stands on its timeline."""
