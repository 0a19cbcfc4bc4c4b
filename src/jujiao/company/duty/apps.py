from django.apps import AppConfig


class DutyConfig(AppConfig):
    name = "jujiao.company.duty"
    label = "duty"
