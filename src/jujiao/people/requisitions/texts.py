"""Every text of a requisition (2.1.1): how long it may be and what is said where it says nothing."""

from django.utils.translation import gettext_lazy as _

from jujiao.kernel.record.texts import Text

NAME = Text(60, line=True)
DUTIES = Text(1000)
SKILLS = Text(1000)
EXPERIENCE = Text(1000)
WHY_NEEDED = Text(1000)
"""What of a position must be said is for the rules to say, as they say of which."""
SENT_BACK = Text(500, _("Say why it goes back."))
REFUSED = Text(500, _("Say why it is refused."))
WITHDRAWN = Text(500, _("Say why it is withdrawn."))
