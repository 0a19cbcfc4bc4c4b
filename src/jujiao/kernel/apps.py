from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "jujiao.kernel"
    label = "kernel"
