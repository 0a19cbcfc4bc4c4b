"""Conversations for other systems: of the desk, and for an owner's own app."""

from jujiao.service.conversations.api import desk, owner
from jujiao.service.conversations.api.router import router

__all__ = ["desk", "owner", "router"]
