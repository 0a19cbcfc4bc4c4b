"""What somebody was told, and how they wish to be told, for an app of their own."""

from jujiao.notices.api import reading, wishing
from jujiao.notices.api.router import router

__all__ = ["reading", "router", "wishing"]
