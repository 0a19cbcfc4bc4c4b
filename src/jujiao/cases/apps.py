from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "jujiao.cases"
    label = "cases"
