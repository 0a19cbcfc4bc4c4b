from django.apps import AppConfig


class RostersConfig(AppConfig):
    name = "jujiao.people.rosters"
    label = "rosters"
