from django.apps import AppConfig


class TeaConfig(AppConfig):
    name = "jujiao.testing.tea"
    label = "tea"
