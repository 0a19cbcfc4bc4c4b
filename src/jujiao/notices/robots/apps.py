from django.apps import AppConfig


class RobotsConfig(AppConfig):
    name = "jujiao.notices.robots"
    label = "robots"
