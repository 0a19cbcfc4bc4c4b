"""What the tests of WeChat share."""

from jujiao.notices.wechat.tests.sending_stage import stage

__all__ = ["stage"]
