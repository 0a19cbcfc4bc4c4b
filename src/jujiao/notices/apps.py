from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "jujiao.notices"
    label = "notices"

    def ready(self) -> None:
        from jujiao.company.accounts.signals import on_access_changed
        from jujiao.notices.accounts import tell_of_access

        on_access_changed.append(tell_of_access)
