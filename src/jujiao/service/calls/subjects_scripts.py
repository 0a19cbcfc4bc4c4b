"""What timelines of scripts speak of."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jujiao.kernel.record.subjects import SubjectKind
from jujiao.service.calls.models import Script

SCRIPT = SubjectKind(
    key="script",
    label=_("Script"),
    model=Script,
    estate_column="estate_id",
    called=lambda script: str(script.occasion_choice.label),
    url=lambda script_id: reverse("telephony:script", args=[script_id]),
)
