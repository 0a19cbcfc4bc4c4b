"""What the frame of all pages brings to the product."""

from django.utils.translation import gettext_lazy as _

from jujiao.kernel.record.access import Role
from jujiao.kernel.record.chapters import Chapter
from jujiao.kernel.record.declared import Api, Menu, Place
from jujiao.portal.finders import FINDERS
from jujiao.portal.help import HELP

CHAPTER = Chapter(
    key="portal",
    addresses={"": "jujiao.portal.frame_urls", "attachments/": "jujiao.kernel.record.attachments.urls"},
    api=Api(
        router="jujiao.portal.files_api.router",
        prefix="file",
        about="Files that were sent along have ids, wherever they stand.",
    ),
    places=(
        Place(menu=Menu.STAFF, rank=100, page="portal:home", label=_("My work"), icon="checklist"),
        Place(menu=Menu.STAFF, rank=1100, page="portal:audit", label=_("Audit"), icon="shield-check"),
        Place(menu=Menu.STAFF, rank=1200, page="portal:system", label=_("System"), icon="activity"),
        Place(menu=Menu.PERSON, rank=950, page="portal:help", label=_("Help"), icon="question-mark"),
    ),
    help=HELP,
    finders=FINDERS,
    verbs={"found": _("Company founded")},
    starts={Role.AUDITOR: "portal:audit", Role.SYSADMIN: "portal:system"},
)
