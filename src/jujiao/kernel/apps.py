from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "jujiao.kernel"
    label = "kernel"

    def ready(self) -> None:
        from jujiao.kernel.record import chapters

        chapters.load()
