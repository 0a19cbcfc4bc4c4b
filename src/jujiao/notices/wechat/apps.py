from django.apps import AppConfig


class WeChatConfig(AppConfig):
    name = "jujiao.notices.wechat"
    label = "wechat"
