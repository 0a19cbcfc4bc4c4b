"""What stands in the addresses that name a row, by the samples beside each app."""

from typing import Any

from jujiao.testing.cast import Cast, Member
from jujiao.testing.proofs import Sample, Scene, merged


def arguments(name: str, cast: Cast, member: Member) -> dict[str, Any]:
    """What stands in the address called `name` when `member` opens it."""
    sample: Sample = merged("samples").get(name, {})
    return sample(Scene(cast, member)) if callable(sample) else sample
