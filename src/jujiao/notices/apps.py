from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "jujiao.notices"
    label = "notices"
