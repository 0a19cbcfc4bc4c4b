"""What promises and timelines of this app speak of: papers that end, and posts whose holder lacks what they ask."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jujiao.company.staff.models import Assignment, Credential
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.subjects import NextStep, PromiseKind, SubjectKind
from jujiao.people.employment.operations.watching import POSTING_SUBJECT, SUBJECT, hold_credential, hold_posting
from jujiao.people.employment.queries import credential_headlines, posting_headlines
from jujiao.promises.models import Promise
from jujiao.rules.people.renewals import RULES
from jujiao.rules.people.renewals import PromiseKind as Promised


def _see_the_file(_viewer: Viewer, promises: Sequence[Promise]) -> dict[int, NextStep]:
    """The step that keeps it is taken outside, with the authority or the trainer: here one sees what is missing."""
    return {promise.pk: NextStep("", "") for promise in promises}


CREDENTIAL = SubjectKind(
    key=SUBJECT,
    label=_("Credential"),
    model=Credential,
    called=lambda credential: f"{credential.employee.name} {credential.kind_choice.label}",
    url=lambda credential_id: reverse("employment:credential", args=[credential_id]),
    promises=tuple(
        PromiseKind(rule=RULES[kind], label=label, colour=colour, step="", step_label=_("Renew"))
        for kind, label, colour in (
            (Promised.EARLY, _("Begin to renew a certificate"), "blue"),
            (Promised.SOON, _("Renew a certificate"), "yellow"),
            (Promised.LAST, _("See to a certificate that ends"), "red"),
        )
    ),
    headlines=credential_headlines,
    in_short=credential_headlines,
    hold=hold_credential,
    next_steps=_see_the_file,
)
POSTING = SubjectKind(
    key=POSTING_SUBJECT,
    label=_("Post held"),
    model=Assignment,
    called=lambda post: f"{post.employee.name} {post.title}",
    estate_column="estate_id",
    url=lambda post_id: reverse("employment:posting", args=[post_id]),
    promises=(
        PromiseKind(
            rule=RULES[Promised.GAP],
            label=_("Close what a holder lacks"),
            colour="orange",
            step="",
            step_label=_("Close it"),
        ),
    ),
    headlines=posting_headlines,
    in_short=posting_headlines,
    hold=hold_posting,
    next_steps=_see_the_file,
)
