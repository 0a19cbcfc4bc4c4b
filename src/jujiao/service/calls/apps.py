from django.apps import AppConfig


class CallsConfig(AppConfig):
    name = "jujiao.service.calls"
    label = "telephony"
