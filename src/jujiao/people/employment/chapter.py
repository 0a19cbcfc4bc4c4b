"""What the files of people (1.2) and what they must hold (2.1.3) bring to the product."""

from django.utils.translation import gettext_lazy as _

from jujiao.kernel.record.chapters import Chapter
from jujiao.kernel.record.declared import Menu, Panel, Place
from jujiao.people.employment.demo.papers import tell
from jujiao.people.employment.finders import FINDERS
from jujiao.people.employment.help import HELP
from jujiao.people.employment.recorded import VERBS
from jujiao.people.employment.sentences import NOTICES
from jujiao.people.employment.subjects import CREDENTIAL, POSTING

CHAPTER = Chapter(
    key="employment",
    subjects=(CREDENTIAL, POSTING),
    addresses={"employment/": "jujiao.people.employment.urls"},
    places=(
        Place(menu=Menu.STAFF, rank=710, page="employment:credentials", label=_("Credentials"), icon="shield-check"),
        Place(menu=Menu.PERSON, rank=790, page="employment:mine", label=_("My employment"), icon="id-badge-2"),
    ),
    panels=(Panel(of="employee", page="employment:of_employee"),),
    finders=FINDERS,
    help=HELP,
    notices=NOTICES,
    verbs=VERBS,
    demonstration=tell,
)
