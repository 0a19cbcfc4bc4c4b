"""The hostile files at every door that takes files; and what of them is kept and served."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from jujiao.drills.garbage import files, lists
from jujiao.drills.garbage.files import CANARY, SCRIPT
from jujiao.drills.garbage.memory import Memory
from jujiao.drills.garbage.visiting import Visitor, Visits, send_file
from jujiao.kernel.record.attachments.media import JPEG, PLAYED, media_of
from jujiao.testing.cast import Cast
from jujiao.testing.drilled import KeptFile
from jujiao.testing.proofs import proofs

MOST_MEMORY = 700 * 1024
"""Kilobytes by which the largest file may let the processes grow: a photo of 50 million pixels is 150 MB, twice."""

SHOWN = PLAYED | {JPEG.media_type}
PICTURE = b"\xff\xd8\xff"
SELDOM = 8
"""One photo in so many is sent where reading it takes a process of its own; every list is."""


def at_uploads(cast: Cast, visits: Visits, memory: Memory) -> Iterator[tuple[str, int, list[str]]]:
    """Each file at every door that takes files, by those who send them there: its name, the kilobytes that it took, and
    what was wrong. At last what is kept of them."""
    doors = [door for proof in proofs().values() for door in proof.drilled.uploads(cast)]
    visitors = {by: visits(getattr(cast, by)) for by in {door.by for door in doors}}
    photos = [(number % SELDOM == 0, *each) for number, each in enumerate(files.corpus())]
    for number, (everywhere, name, content) in enumerate(chain(photos, ((True, *each) for each in lists.corpus()))):
        wrong = []
        memory.begin()
        for door in doors:
            if door.seldom and not everywhere:
                continue
            file = SimpleUploadedFile(name, content, "image/jpeg")
            answer = send_file(visitors[door.by], door.url, {**door.form(number), door.field: file})
            if answer.status >= 500:
                wrong.append(f"{name[:40]!r} ({content[:12]!r}) at {door.url}: {answer.status}")
        grown = memory.grown()
        if grown > MOST_MEMORY:
            wrong.append(f"{name[:40]!r} ({content[:12]!r}) took {grown // 1024} MB")
        yield name, grown, wrong
    yield "kept", 0, [wrong for proof in proofs().values() for wrong in _kept(proof.drilled.kept(), visitors)]


def files_kept() -> int:
    """How many files there are."""
    return sum(1 for proof in proofs().values() for _file in proof.drilled.kept())


def _kept(kept_files: Iterable[KeptFile], visitors: Mapping[str, Visitor]) -> Iterator[str]:
    """What of it is kept or served as something else than it is."""
    for kept in kept_files:
        with default_storage.open(kept.name) as file:
            yield from _unlike(kept, kept.name, file.read())
        for by, url, must in kept.served:
            answer = visitors[by]("GET", url)
            if answer.status == 404 and not must:
                continue
            headers = answer.headers.get("content-type"), answer.headers.get("x-content-type-options")
            if (answer.status, *headers) != (200, kept.media_type, "nosniff"):
                yield f"{kept.name} is served with {answer.status} as {headers}"
            if kept.media_type not in SHOWN and not answer.headers["content-disposition"].startswith("attachment"):
                yield f"{kept.name}, which others made, is opened in the page"
            yield from _unlike(kept, f"{kept.name} as served", answer.content)


def _unlike(kept: KeptFile, name: str, content: bytes) -> Iterator[str]:
    """A picture was drawn anew here; what others made is what it says it is."""
    if kept.media_type == JPEG.media_type:
        if not content.startswith(PICTURE) or SCRIPT in content or CANARY in content or b"GPS" in content:
            yield f"{name} is not a picture drawn anew: {content[:40]!r}"
    elif (found := media_of(content)) is None or found.media_type != kept.media_type:
        yield f"{name} is not of {kept.media_type}: {content[:40]!r}"
