"""Marked official accounts and followers, with who keeps them."""

from collections.abc import Iterator

from jujiao.company.estates.models import Person
from jujiao.notices.wechat.proof.samples_line import a_binding, a_follower, an_account
from jujiao.testing.canaries import Canary, entered, everybody_but
from jujiao.testing.cast import Cast

OWN, OTHER, BOUND = "canary-official-own", "canary-official-other", "canary-follower"
TOLD_AT = frozenset({"wechat:my_code", "wechat:code"})
"""Whoever is to be bound to an account is told what it is called."""


def canaries(cast: Cast) -> Iterator[Canary]:
    """An account of the own estate, one of the other company, and somebody who is bound there."""
    own = an_account(cast.estate, name=OWN)
    yield Canary(
        mark=OWN,
        kept_from=everybody_but("hr", "sysadmin", "auditor", "director"),
        at={"account_id": own.pk},
        subjects=(entered("official_account", own.pk, OWN),),
        told_at=TOLD_AT,
        read=("hr", "wechat:accounts"),
    )
    account = an_account(cast.other_estate, name=OTHER)
    yield Canary(
        mark=OTHER,
        kept_from=everybody_but(),
        at={"account_id": account.pk},
        subjects=(entered("official_account", account.pk, OTHER),),
        told_at=TOLD_AT,
    )
    person = Person.objects.create(company=cast.other_company, name=BOUND)
    binding = a_binding(person, a_follower(account, f"o{BOUND}"))
    yield Canary(
        mark=BOUND,
        kept_from=everybody_but(),
        at={"person_id": person.pk, "binding_id": binding.pk, "account_id": account.pk},
    )
