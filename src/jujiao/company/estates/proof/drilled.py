"""What the drills ask of places and residents."""

from collections.abc import Sequence

from jujiao.company.estates.models import Building, Person, Relation, Residency
from jujiao.testing.cast import OPENED, Cast
from jujiao.testing.drilled import Drilled


def plant(cast: Cast, texts: Sequence[str]) -> None:
    """Each text as a resident's name, one of them as a building's."""
    people = Person.objects.bulk_create(Person(company=cast.company, name=text[:80]) for text in texts)
    Residency.objects.bulk_create(
        Residency(household=cast.household, person=one, relation=Relation.FAMILY, moved_in=OPENED) for one in people
    )
    Building.objects.filter(pk=cast.second_building.pk).update(name=texts[5][:20])


DRILLED = Drilled(plant=plant)
