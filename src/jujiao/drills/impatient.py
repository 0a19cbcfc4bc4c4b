"""The settings, but a request waits one second for an absent database: so that a test of it is short."""

from jujiao.settings import *  # noqa: F403
from jujiao.settings import DATABASES

DATABASES["default"]["OPTIONS"]["pool"]["timeout"] = 1
