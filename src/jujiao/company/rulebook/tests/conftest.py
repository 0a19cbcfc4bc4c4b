"""A draft to work on."""

from datetime import datetime

import pytest

from jujiao.company.rulebook import operations
from jujiao.company.rulebook.models import RulebookVersion
from jujiao.testing.cast import Cast


@pytest.fixture
def draft(cast: Cast, now: datetime) -> RulebookVersion:
    return operations.draft_version(company=cast.company, note="初步回复改为 12 小时", actor=cast.hr.viewer, now=now)
