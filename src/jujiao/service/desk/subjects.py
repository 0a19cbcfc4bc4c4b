"""What promises, measurements and timelines of this app speak of: duties, gaps, months of a post, visits."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from jujiao.company.duty.models import Duty
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.subjects import MeasurementKind, NextStep, PromiseKind, SubjectKind
from jujiao.promises.models import Promise
from jujiao.rules.service.desk import RULES, UNCOVERED
from jujiao.rules.service.desk import PromiseKind as Promised
from jujiao.service.desk import queries
from jujiao.service.desk.models import CoverMonth, Gap, Visit
from jujiao.service.desk.operations.promising import hold_duty, hold_gap
from jujiao.service.desk.queries import COVER, GAP, VISIT
from jujiao.service.desk.queries import DUTY as DUTY_SUBJECT


def _see_the_page(_viewer: Viewer, promises: Sequence[Promise]) -> dict[int, NextStep]:
    """The step that keeps it is taken on the page to which the subject leads."""
    return {promise.pk: NextStep("", "") for promise in promises}


def _called(duty: Duty) -> str:
    return f"{duty.employee.name} {duty.duty_post.name} {localtime(duty.starts_at):%Y-%m-%d %H:%M}"


DUTY = SubjectKind(
    key=DUTY_SUBJECT,
    label=_("Duty"),
    model=Duty,
    called=_called,
    url=lambda duty_id: reverse("reception:duty", args=[duty_id]),
    promises=(
        PromiseKind(rule=RULES[Promised.SIGN_ON], label=_("Sign on"), colour="blue", step="", step_label=_("Sign on")),
        PromiseKind(
            rule=RULES[Promised.HANDOVER], label=_("Hand over"), colour="purple", step="", step_label=_("Hand over")
        ),
    ),
    headlines=queries.duty_headlines,
    in_short=queries.duty_headlines,
    hold=hold_duty,
    next_steps=_see_the_page,
)
GAP_KIND = SubjectKind(
    key=GAP,
    label=_("Post without anybody"),
    model=Gap,
    url=lambda gap_id: reverse("reception:gap", args=[gap_id]),
    promises=(
        PromiseKind(
            rule=RULES[Promised.COVER], label=_("Have it covered"), colour="red", step="", step_label=_("Plan somebody")
        ),
    ),
    headlines=queries.gap_headlines,
    in_short=queries.gap_headlines,
    hold=hold_gap,
    next_steps=_see_the_page,
)
COVER_KIND = SubjectKind(
    key=COVER,
    label=_("Month of a post"),
    model=CoverMonth,
    url=lambda month_id: reverse("reception:month", args=[month_id]),
    measurements=(MeasurementKind(rule=UNCOVERED, label=_("Time without anybody")),),
)
VISIT_KIND = SubjectKind(
    key=VISIT,
    label=_("Visit"),
    model=Visit,
    estate_column="estate_id",
    called=lambda visit: f"{localtime(visit.came_at):%Y-%m-%d %H:%M}",
    url=lambda visit_id: reverse("reception:visit", args=[visit_id]),
)
