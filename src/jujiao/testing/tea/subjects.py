"""What promises, timelines and notices of tea speak of."""

from django.urls import reverse

from jujiao.kernel.record.subjects import MeasurementKind, PromiseKind, SubjectKind
from jujiao.testing.tea.models import Cup
from jujiao.testing.tea.operations import POUR, SUBJECT, WAIT
from jujiao.testing.tea.queries import headlines

TEA = SubjectKind(
    key=SUBJECT,
    label="Tea",
    model=Cup,
    url=lambda cup_id: reverse("tea:cup", args=[cup_id]),
    promises=(PromiseKind(rule=POUR, label="Pouring", colour="teal", step="pour", step_label="Pour"),),
    measurements=(MeasurementKind(rule=WAIT, label="Waiting for tea"),),
    headlines=headlines,
    in_short=headlines,
)
