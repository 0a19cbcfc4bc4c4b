"""What the tests of the calendar share."""

import pytest

from jujiao.company.calendar import sharing


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """The cast's company has the installation to itself."""
    monkeypatch.setattr(sharing, "companies", [lambda: 1])
