"""What all stories of the demonstration share: the people, the places, the clockwork."""

from dataclasses import dataclass
from datetime import datetime
from random import Random

from jujiao.company.accounts.models import User
from jujiao.company.estates.models import Estate, Person, Residency
from jujiao.company.staff.asking import viewer_of
from jujiao.company.staff.models import Department
from jujiao.demo.clockwork import Clockwork
from jujiao.demo.staffing import POSTS, Post
from jujiao.kernel.record.access import Role, Viewer


@dataclass
class Scene:
    """The history goes from `start` to the clockwork's end; `pace` is how many cases a plain day brings to the desk."""

    start: datetime
    pace: float
    random: Random
    clockwork: Clockwork
    estate: Estate
    viewers: dict[str, Viewer]
    departments: dict[str, Department]
    residents: list[Residency]

    def staff(self, role: Role, kind: str | None = None) -> list[Post]:
        return [post for post in POSTS if post.role == role and kind in (None, post.department)]

    def one(self, role: Role) -> Viewer:
        return self.viewers[self.random.choice(self.staff(role)).username]

    def anybody_of(self, department: Department | None) -> Viewer:
        """Somebody who works in the department; its head where it has no other."""
        kind = department.kind if department else None
        found = self.staff(Role.MEMBER, kind) or self.staff(Role.CLERK, kind) or self.staff(Role.HEAD, kind)
        return self.viewers[self.random.choice(found).username]

    def owner(self, person: Person, now: datetime) -> Viewer:
        """A resident who uses their own page, with the account that the first phone code gives."""
        if person.user is None:
            person.user = User.objects.create(phone=person.phone, phone_verified=True, name=person.name)
            person.save(update_fields=["user"])
        return viewer_of(person.user, now)


def set_scene(*, estate: Estate, random: Random, start: datetime, end: datetime, pace: float) -> Scene:
    homes = Residency.objects.filter(household__room__estate=estate, moved_out__isnull=True)
    staff = User.objects.filter(employee__company=estate.company)
    return Scene(
        start=start,
        pace=pace,
        random=random,
        clockwork=Clockwork(end),
        estate=estate,
        viewers={user.username or "": viewer_of(user, end) for user in staff},
        departments={department.kind: department for department in estate.departments.order_by("id")},
        residents=list(homes.select_related("household__room__unit__building", "person__user").order_by("id")),
    )
