from django.apps import AppConfig


class RulebookConfig(AppConfig):
    name = "jujiao.company.rulebook"
    label = "rulebook"
