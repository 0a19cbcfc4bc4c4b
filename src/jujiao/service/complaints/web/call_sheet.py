"""What whoever makes the follow-up (回访) has before them: whom they call, what it was about, what was done, and how to
begin."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from jujiao.kernel.pages.attached import attached
from jujiao.kernel.pages.part_values import Attached, say
from jujiao.kernel.pages.words import day_words
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.attachments.keeping import attachments_of
from jujiao.service.complaints.models import SUBJECT, Complaint, FollowUpAttempt
from jujiao.service.complaints.queries_case import attempts_of, timeline_for, timeline_of
from jujiao.service.complaints.story import complainant_name


@dataclass(frozen=True, kw_only=True)
class CallSheet:
    """`done` is what the owner was told as the work was done, `sent` all that was sent along with the case, `tries`
    those of this round."""

    who: str
    done: str
    done_at: datetime | None
    sent: Attached
    tries: Sequence[FollowUpAttempt]
    sentence: SafeString


def call_sheet(viewer: Viewer, complaint: Complaint, now: datetime) -> CallSheet:
    """For a case that waits for its follow-up."""
    told = [row for row in timeline_of(complaint, owner=True) if row.verb == "resolve"]
    by_entry = attachments_of(SUBJECT, complaint.pk)
    sent = [one for row in timeline_for(viewer, complaint) for one in by_entry.get(row.pk, ())]
    return CallSheet(
        who=complainant_name(complaint),
        done=told[-1].text if told else "",
        done_at=told[-1].at if told else None,
        sent=attached(sent),
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
