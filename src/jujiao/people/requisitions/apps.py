from django.apps import AppConfig


class RequisitionsConfig(AppConfig):
    name = "jujiao.people.requisitions"
    label = "requisitions"
