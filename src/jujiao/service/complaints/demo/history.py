"""The history of the demonstration: so many complaints a day, each a story told by the product's own operations."""

from datetime import date, datetime, time, timedelta
from functools import partial
from random import Random

from django.utils import timezone

from jujiao.company.calendar.models import Day
from jujiao.demo.scene import Scene
from jujiao.kernel.record.access import Role
from jujiao.service.complaints import operations
from jujiao.service.complaints.demo import words
from jujiao.service.complaints.demo.stories import Story
from jujiao.service.complaints.demo.unfinished import leave_unfinished
from jujiao.service.complaints.models import Category

HOURS = [1, 1, 0, 0, 0, 1, 2, 5, 9, 8, 6, 5, 4, 3, 4, 4, 5, 6, 8, 10, 9, 6, 4, 2]
"""How much is going on in each hour of the day: mornings before work, and evenings when people are home."""
OFTEN = {"noise", "leak", "parking"}
JUST_NOW = (26, 15, 6, 2)
"""Minutes before the end: the demonstration opens on a desk with something to do."""


def tell(scene: Scene) -> str:
    """Plans the complaints of all days of the scene, about `scene.pace` on a plain day; says how many."""
    random, start, end = scene.random, scene.start, scene.clockwork.end
    zone = timezone.get_current_timezone()
    told = 0
    day = timezone.localtime(start).date()
    while day <= timezone.localtime(end).date():
        for _number in range(_how_many(random, day, scene.pace)):
            hour = random.choices(range(24), HOURS)[0]
            at = datetime.combine(day, time(hour, random.randrange(60), random.randrange(60)), zone)
            if start <= at <= end:
                scene.clockwork.plan(at, partial(register, scene))
                told += 1
        day += timedelta(days=1)
    for minutes in JUST_NOW:
        scene.clockwork.plan(end - timedelta(minutes=minutes), partial(register, scene))
    return f"{told + len(JUST_NOW) + leave_unfinished(scene)} complaints"


def register(scene: Scene, now: datetime) -> None:
    """Somebody complains: by phone, at the desk, or on their own page; some in a public area, few without a name."""
    random = scene.random
    home = random.choice(scene.residents)
    room, person = home.household.room, home.person
    categories = list(Category.objects.filter(active=True))
    category = random.choices(categories, [3 if one.code in OFTEN else 1 for one in categories])[0]
    online = random.random() < 0.35
    public = random.random() < 0.15
    typed_late = not online and random.random() < 0.1
    nature = random.choices(tuple(words.OTHERS), (90, 5, 3, 2))[0]
    anonymous = not online and random.random() < 0.02
    complaint = operations.register(
        actor=scene.owner(person, now) if online else scene.one(Role.CLERK),
        now=now,
        estate=scene.estate,
        category=category,
        text=random.choice(words.OTHERS[nature] or words.COMPLAINTS[category.code]),
        channel="online" if online else random.choice(("phone", "phone", "walk_in")),
        room=None if public else room,
        building=room.unit.building if public else None,
        place=random.choice(words.PLACES) if public else "",
        person=person,
        anonymous=anonymous,
        received_at=now - timedelta(minutes=random.randrange(5, 90)) if typed_late else now,
        backdating_reason=words.BACKDATING if typed_late else "",
        nature=nature,
    )
    Story(scene, complaint).begin(now)


def _how_many(random: Random, day: date, a_day: float) -> int:
    """More on days off, when people are at home."""
    off = Day.objects.filter(date=day, working=False).exists()
    mean = a_day * (1.4 if off else 1.0)
    return max(0, round(random.gauss(mean, mean**0.5)))
