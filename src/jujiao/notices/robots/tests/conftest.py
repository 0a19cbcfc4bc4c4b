"""What the tests of robots share."""

from jujiao.notices.robots.tests.vendor import group

__all__ = ["group"]
