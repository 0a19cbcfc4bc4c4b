"""What stands in the addresses that name a row, by the samples beside each app."""

from collections.abc import Callable
from functools import cache
from typing import Any

from jujiao.testing.cast import Cast, Member
from jujiao.testing.proofs import Sample, Scene, merged


def arguments(name: str, cast: Cast, member: Member) -> dict[str, Any]:
    """What stands in the address called `name` when `member` opens it."""
    sample: Sample = merged("samples").get(name, {})
    return sample(Scene(cast, member)) if callable(sample) else sample


def shared_arguments(cast: Cast, member: Member) -> Callable[[str], dict[str, Any]]:
    """The same, of any name, where what is done to rows is taken back: addresses with one sample share its row."""
    samples: dict[str, Sample] = merged("samples")

    @cache
    def made(sample: Callable[[Scene], dict[str, Any]]) -> dict[str, Any]:
        return sample(Scene(cast, member))

    def of(name: str) -> dict[str, Any]:
        sample = samples.get(name, {})
        return made(sample) if callable(sample) else sample

    return of
