"""What tea brings to the product."""

from typing import Any

from jujiao.kernel.record.access import Role, Viewer
from jujiao.kernel.record.chapters import Api, Chapter, Commitment, Finder, Menu, Place, Topic
from jujiao.testing.tea.demo import tell
from jujiao.testing.tea.founding import found
from jujiao.testing.tea.queries import SERVES, find_cups
from jujiao.testing.tea.subjects import TEA


def personal_data(_viewer: Viewer) -> dict[str, Any]:
    """The cups that the viewer drank."""
    return {"tea": ["oolong"]}


CHAPTER = Chapter(
    key="tea",
    subjects=(TEA,),
    addresses={"tea/": "jujiao.testing.tea.urls"},
    api=Api(router="jujiao.testing.tea.api.router", prefix="tea", about="Tea."),
    places=(Place(menu=Menu.STAFF, rank=205, page="tea:cups", label="Tea", icon="clock"),),
    finders=(Finder(key="tea", rank=205, words="Tea", icon="clock", door=SERVES, find=find_cups),),
    starts={Role.MEMBER: "tea:cups"},
    topics=(Topic(name="kettle", heard_by=Role.CLERK, ring="The water boils"),),
    notices={"tea.served": "Tea is served"},
    tables={"cup": "Cups"},
    columns={"poured": "poured", "guest": "guest", "guest_name": "guest", "blend": "blend"},
    verbs={"serve": "Tea served", "pour": "Cup poured"},
    names_of_owners=frozenset({"cup.guest_name"}),
    commitments=(Commitment(rank=50, title="When you are thirsty", icon="clock", figures=("complaint.dispatch",)),),
    personal_data=personal_data,
    founding=found,
    demonstration=tell,
)
