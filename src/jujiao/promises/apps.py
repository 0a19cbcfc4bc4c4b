from django.apps import AppConfig


class PromisesConfig(AppConfig):
    name = "jujiao.promises"
    label = "promises"

    def ready(self) -> None:
        from jujiao.company.calendar.signals import on_published
        from jujiao.promises.operations import recount

        on_published.append(recount)
