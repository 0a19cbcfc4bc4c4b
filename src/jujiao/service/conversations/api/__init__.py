"""Conversations for an owner's own app."""

from jujiao.service.conversations.api import owner
from jujiao.service.conversations.api.router import router

__all__ = ["owner", "router"]
