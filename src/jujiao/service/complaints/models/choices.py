"""What the columns of a complaint may hold."""

from django.utils.translation import gettext_lazy as _

from jujiao.kernel.choices import ColouredChoices


class State(ColouredChoices):
    """Where a complaint stands."""

    REGISTERED = "registered", "yellow", _("To be dispatched")
    DISPATCHED = "dispatched", "orange", _("To be accepted")
    ACCEPTED = "accepted", "blue", _("In hand")
    RESOLVED = "resolved", "purple", _("To be followed up")
    CLOSED = "closed", "secondary", _("Closed")


class Kind(ColouredChoices):
    """Ordinary: the regulation's limits. Complex: the times agreed with the owner (3.2.2)."""

    ORDINARY = "ordinary", "secondary", _("Ordinary")
    COMPLEX = "complex", "purple", _("Complex")


class Nature(ColouredChoices):
    """What the owner brings; see `rules.service.complaint_steps.Nature`."""

    COMPLAINT = "complaint", "red", _("Complaint")
    ENQUIRY = "enquiry", "azure", _("Enquiry")
    SUGGESTION = "suggestion", "teal", _("Suggestion")
    PRAISE = "praise", "green", _("Praise")


class Outcome(ColouredChoices):
    """How a complaint ended. Nothing but the owner's own word makes it satisfied."""

    SATISFIED = "satisfied", "green", _("Satisfied")
    WITHDRAWN = "withdrawn", "secondary", _("Withdrawn")
    UNREACHABLE = "unreachable", "orange", _("Owner not reached")
    NO_CONTACT = "no_contact", "secondary", _("No contact left")
    ANSWERED = "answered", "green", _("Answer given")
    PASSED_ON = "passed_on", "green", _("Passed on")


class Standing(ColouredChoices):
    """How a promise about a complaint stands, as a workbook says it."""

    KEPT = "kept", "green", _("Kept")
    LATE = "late", "red", _("Late")
    RUNNING = "running", "blue", _("Running")
    CANCELLED = "cancelled", "secondary", _("Cancelled")


class Channel(ColouredChoices):
    """The way on which something was said."""

    WALK_IN = "walk_in", "teal", _("In person")
    PHONE = "phone", "blue", _("Phone")
    ONLINE = "online", "azure", _("Owner's page")
    WECHAT = "wechat", "green", _("WeChat")
    SMS = "sms", "purple", _("Text message")
    API = "api", "secondary", _("Other system")
    POSTED = "posted", "secondary", _("Notice board")
