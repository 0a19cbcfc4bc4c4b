"""What the notices about requisitions say, by kind; the blanks are filled in the reader's language."""

from django.utils.translation import gettext_noop

SENTENCES = {
    "requisition.asked": gettext_noop("%(number)s: say whom %(department)s needs, or that it needs nobody"),
    "requisition.answered": gettext_noop("%(number)s: %(department)s has answered; accept it or send it back"),
    "requisition.sent_back": gettext_noop("%(number)s was sent back: %(department)s is asked again"),
    "requisition.accepted": gettext_noop("%(number)s: what %(department)s needs waits to be approved"),
    "requisition.approved": gettext_noop("%(number)s is approved"),
    "requisition.refused": gettext_noop("%(number)s is refused"),
}
