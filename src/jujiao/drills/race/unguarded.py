"""The application with the version check off: what the race must not survive. For the drill's control alone."""

from jujiao.drills.race import guard
from jujiao.rsgi import application

__all__ = ["application"]

guard.off()
