"""What promises, timelines and notices of tea speak of."""

from django.urls import reverse

from jujiao.kernel.record.subjects import PromiseKind, SubjectKind
from jujiao.testing.tea.models import Cup
from jujiao.testing.tea.operations import POUR, SUBJECT
from jujiao.testing.tea.queries import headlines

TEA = SubjectKind(
    key=SUBJECT,
    label="Tea",
    model=Cup,
    url=lambda cup_id: reverse("tea:cup", args=[cup_id]),
    promises=(PromiseKind(rule=POUR, label="Pouring", colour="teal", step="pour", step_label="Pour"),),
    headlines=headlines,
    in_short=headlines,
)
