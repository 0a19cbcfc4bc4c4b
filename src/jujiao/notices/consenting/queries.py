"""Who consents now."""

from collections.abc import Iterable

from jujiao.company.estates.models import Person
from jujiao.notices.consenting.models import Consent


def consent_of(person: Person) -> Consent | None:
    """The consent that holds now, None for who has given none, or has withdrawn it."""
    return Consent.objects.filter(person=person, withdrawn_at__isnull=True).first()


def consenting(user_ids: Iterable[int]) -> set[int]:
    """Of these accounts those whose person consents now; whoever is no resident has consented to nothing."""
    given = Consent.objects.filter(person__user__in=list(user_ids), withdrawn_at__isnull=True)
    return set(given.values_list("person__user", flat=True))
