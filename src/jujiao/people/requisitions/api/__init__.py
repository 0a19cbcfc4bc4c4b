"""Requisitions for other systems: read them, their rounds and the headcount, ask for people, take each step."""

from jujiao.people.requisitions.api import reading, steps
from jujiao.people.requisitions.api.router import router

__all__ = ["reading", "router", "steps"]
