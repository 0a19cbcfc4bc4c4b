"""The stage of the short forms: real processes over the database of the test."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection

from jujiao.drills.stage import Stage


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """Whoever asks for it writes for good: `pytest.mark.django_db(transaction=True)`."""
    here = connection.settings_dict
    it = Stage(tmp_path, f"postgresql:///{here['NAME']}?host={quote(here['HOST'])}&user={here['USER']}")
    yield it
    it.end()
