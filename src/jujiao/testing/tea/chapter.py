"""What tea brings to the product."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse

from jujiao.kernel.record.access import Role, Viewer
from jujiao.kernel.record.chapters import Chapter
from jujiao.kernel.record.declared import Api, Commitment, Figure, Finder, Menu, Place, Topic
from jujiao.kernel.record.helping import Help, Thing
from jujiao.kernel.record.notice_kinds import MY_CASES, NoticeKind
from jujiao.promises.measured.queries import tally, visible_to
from jujiao.testing.tea.demo import tell
from jujiao.testing.tea.founding import found
from jujiao.testing.tea.operations import IN_HAND, WAIT
from jujiao.testing.tea.queries import SERVES, find_cups
from jujiao.testing.tea.subjects import TEA


def personal_data(_viewer: Viewer) -> dict[str, Any]:
    """The cups that the viewer drank."""
    return {"tea": ["oolong"]}


def figures(viewer: Viewer, _now: datetime) -> Sequence[Figure]:
    """How much of it there is, and how many waited for it no longer than they should; each with what is behind it."""
    waits = tally(visible_to(viewer).filter(kind=WAIT.key))
    return [
        Figure(label="Cups waiting", value=3, before=2, good_up=False, url="/tea/"),
        Figure(
            label="Waited shortly", value=waits.kept, before=None, good_up=True, note=f"of {waits.counted}",
            url=reverse("promises:measured", args=[WAIT.key]),
        ),
    ]  # fmt: skip


HELP = Help(
    owes={Role.CLERK: "Tea is poured while it is hot."},
    things=(Thing(rank=205, roles=(Role.CLERK,), title="Pour", text="Open the cup.", page="tea:cups"),),
)
CHAPTER = Chapter(
    key="tea",
    subjects=(TEA,),
    addresses={"tea/": "jujiao.testing.tea.urls"},
    api=Api(router="jujiao.testing.tea.api.router", prefix="tea", about="Tea."),
    places=(Place(menu=Menu.STAFF, rank=205, page="tea:cups", label="Tea", icon="clock"),),
    finders=(Finder(key="tea", rank=205, words="Tea", icon="clock", door=SERVES, find=find_cups),),
    help=HELP,
    starts={Role.MEMBER: "tea:cups"},
    topics=(Topic(name="kettle", heard_by=Role.CLERK, ring="The water boils"),),
    notices={"tea.served": NoticeKind("Tea is served", MY_CASES)},
    tables={"cup": "Cups"},
    columns={"poured": "poured", "guest": "guest", "guest_name": "guest", "blend": "blend"},
    verbs={"serve": "Tea served", "pour": "Cup poured", "hand_back": "Cup put back"},
    names_of_owners=frozenset({"cup.guest_name"}),
    commitments=(Commitment(rank=50, title="When you are thirsty", icon="clock", figures=("complaint.dispatch",)),),
    figures=figures,
    personal_data=personal_data,
    in_hand=(IN_HAND,),
    founding=found,
    demonstration=tell,
)
