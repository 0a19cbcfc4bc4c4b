"""What whoever makes the follow-up (回访) has before them: whom they call, what it was about, what was done, and how to
begin."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from jujiao.kernel.pages.part_values import Photo, say
from jujiao.kernel.pages.words import day_words
from jujiao.kernel.record.access import Viewer
from jujiao.service.complaints.models import Complaint, FollowUpAttempt
from jujiao.service.complaints.queries_case import attempts_of, photos_of, timeline_of
from jujiao.service.complaints.story import complainant_name
from jujiao.service.complaints.web.case import photo_url


@dataclass(frozen=True, kw_only=True)
class CallSheet:
    """`done` is what the owner was told as the work was done, `photos` those of the whole case, `tries` those of this
    round."""

    who: str
    done: str
    done_at: datetime | None
    photos: Sequence[Photo]
    tries: Sequence[FollowUpAttempt]
    sentence: SafeString


def call_sheet(viewer: Viewer, complaint: Complaint, now: datetime) -> CallSheet:
    """For a case that waits for its follow-up."""
    told = [row for row in timeline_of(complaint, owner=True) if row.verb == "resolve"]
    photos = [each for of_entry in photos_of(complaint).values() for each in of_entry]
    return CallSheet(
        who=complainant_name(complaint),
        done=told[-1].text if told else "",
        done_at=told[-1].at if told else None,
        photos=[Photo(photo_url(photo, False), photo_url(photo, True)) for photo in photos],
        tries=[each for each in attempts_of(complaint) if each.round == complaint.round],
        sentence=say(
            _(
                "Hello, this is %(me)s from %(estate)s. On %(day)s you told us about %(category)s, %(where)s. We have "
                "reported it as done. How satisfied are you? Five is very satisfied, one is very dissatisfied."
            ),
            _names(viewer, complaint, now),
        ),
    )


def _names(viewer: Viewer, complaint: Complaint, now: datetime) -> dict[str, Any]:
    return {
        "me": viewer.name,
        "estate": complaint.estate.name,
        "day": day_words(timezone.localtime(complaint.received_at).date(), now),
        "category": complaint.category,
        "where": complaint.where,
    }
