"""The settings, but a request waits one second for an absent database: so that a test of it is short."""

from typing import Any

from jujiao import settings
from jujiao.settings import *  # noqa: F403

options: dict[str, Any] = settings.DATABASES["default"]["OPTIONS"]  # type: ignore[assignment]
options["pool"]["timeout"] = 1
