"""The application that locks complaints handled together by one statement: for the control of `groups` alone."""

from jujiao.drills.race import guard
from jujiao.rsgi import application

__all__ = ["application"]

guard.one_lock()
