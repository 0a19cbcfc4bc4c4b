from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "jujiao.service.desk"
    label = "reception"
