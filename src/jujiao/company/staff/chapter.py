"""What departments and employees bring to the product."""

from django.utils.translation import gettext_lazy as _

from jujiao.company.staff.finders import FINDERS
from jujiao.company.staff.founding import found
from jujiao.company.staff.help import HELP
from jujiao.company.staff.recorded import COLUMNS, TABLES, VERBS
from jujiao.company.staff.subjects import EMPLOYEE, PERSONAL_FILE, POST
from jujiao.kernel.record.chapters import Chapter
from jujiao.kernel.record.declared import Api, Menu, Place

CHAPTER = Chapter(
    key="staff",
    subjects=(EMPLOYEE, POST, PERSONAL_FILE),
    addresses={"people/": "jujiao.company.staff.urls"},
    api=Api(
        router="jujiao.company.staff.api.router",
        prefix="staff",
        about="Departments and employees.",
    ),
    help=HELP,
    places=(Place(menu=Menu.STAFF, rank=700, page="staff:employees", label=_("Staff"), icon="id-badge-2"),),
    finders=FINDERS,
    tables=TABLES,
    columns=COLUMNS,
    verbs=VERBS,
    founding=found,
)
