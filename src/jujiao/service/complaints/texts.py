"""Every text of a complaint (3.2): how long it may be and what is said where it says nothing."""

from django.utils.translation import gettext_lazy as _

from jujiao.kernel.record.texts import Text

LONG = 5000

COMPLAINT = Text(LONG, _("Please write down what the owner says."))
TOLD = Text(LONG, _("Please write what the owner is told or what will be done."))
SAID = Text(LONG)
"""An addition or a note: a photo may say it instead."""
TO_DEPARTMENT = Text(LONG)
URGED = Text(500)
SENT_BACK = Text(300, _("Please say why it goes back."))
CORRECTED = Text(300, _("Please say what was wrong, and how you know."))
CAME_BACK = Text(LONG, _("Please say what has come back."))
UNMERGED = Text(300, _("Please say why they are handled apart again."))
INSTRUCTED = Text(LONG, _("Please say what is to be done, or what you want to hear."))
REPORTED_BACK = Text(LONG, _("Please answer the instruction."))
LONGER = Text(300, _("Please say why it takes longer."))
AGREED_BY = Text(80, _("Please record who agreed, when, and by which channel."), line=True)
WITHDRAWN = Text(500, _("Please record how and why the owner withdraws."))
WITHDRAWN_BY_OWNER = Text(500)
NOT_REACHED = Text(500, _("Please write what was tried."))
REASONS = Text(500)
"""What the owner says at a follow-up or a rating."""
IN_OWN_WORDS = Text(300)
"""The same on the owner's page, where ticked reasons stand in front of it."""
REVEALED = Text(300, _("Please say why you need the number."))
EXPORTED = Text(200, line=True)
"""Why names and phones leave: asked for only where they do."""
PLACE = Text(80, line=True)
CONTACT_NAME = Text(80, line=True)
BACKDATED = Text(200, line=True)
