"""The complaint for other systems: read, register, and one endpoint for each step."""

from jujiao.service.complaints.api import reading, registering, steps
from jujiao.service.complaints.api.router import router

__all__ = ["reading", "registering", "router", "steps"]
