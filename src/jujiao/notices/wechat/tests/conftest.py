"""What the tests of WeChat share."""

from jujiao.notices.wechat.tests.door_stage import account, desk, owners, platform
from jujiao.notices.wechat.tests.sending_stage import stage

__all__ = ["account", "desk", "owners", "platform", "stage"]
