"""Looking into a stage's database with the product's own tables."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import unquote, urlsplit

from django.db import connections

PARTS = ("NAME", "USER", "PASSWORD", "HOST", "PORT")


@contextmanager
def on(url: str) -> Iterator[None]:
    """While inside, this process reads and writes the database at `url`, in every thread."""
    default = connections["default"]
    kept = {part: default.settings_dict[part] for part in PARTS}
    options = default.settings_dict["OPTIONS"]
    connections.close_all()
    default.settings_dict.update(_parts(url), OPTIONS={})
    try:
        yield
    finally:
        connections.close_all()
        default.settings_dict.update(kept, OPTIONS=options)


def _parts(url: str) -> dict[str, str]:
    found = urlsplit(url)
    query = dict(each.split("=", 1) for each in found.query.split("&") if "=" in each)
    return {
        "NAME": unquote(found.path.lstrip("/")),
        "USER": unquote(found.username or query.get("user", "")),
        "PASSWORD": unquote(found.password or ""),
        "HOST": unquote(query.get("host", found.hostname or "")),
        "PORT": str(found.port or query.get("port", "")),
    }
