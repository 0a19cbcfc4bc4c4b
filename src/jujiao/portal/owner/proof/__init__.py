"""What proves the part of owners: its addresses name no row."""

from django.urls import reverse

from jujiao.testing.cast import Cast
from jujiao.testing.drilled import Drilled, Export
from jujiao.testing.proofs import Call, Proof


def exports(_cast: Cast, _reason: str) -> list[Export]:
    """What is kept about oneself."""
    return [Export(name="own data", by="resident", url=reverse("owner:export"), table=False)]


PROOF = Proof(calls={"my_choose_language": Call(body={"language": "en"}, seen=False)}, drilled=Drilled(exports=exports))
