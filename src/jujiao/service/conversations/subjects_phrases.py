"""What timelines of texts for answers speak of."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jujiao.kernel.record.subjects import SubjectKind
from jujiao.service.conversations.models import Phrase

PHRASE = SubjectKind(
    key="canned_text",
    label=_("Text for answers"),
    model=Phrase,
    estate_column="estate_id",
    called=lambda phrase: phrase.title,
    url=lambda phrase_id: reverse("conversations:phrase", args=[phrase_id]),
)
