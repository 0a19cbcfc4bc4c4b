from django.apps import AppConfig


class OwnerConfig(AppConfig):
    name = "jujiao.portal.owner"
    label = "owner"
