from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "jujiao.notices"
    label = "notices"

    def ready(self) -> None:
        from jujiao.company.accounts.signals import on_access_changed
        from jujiao.company.estates.phone_changes import on_change
        from jujiao.notices.accounts import tell_of_access
        from jujiao.notices.phone_changes import tell_of_refusal

        on_access_changed.append(tell_of_access)
        on_change(tell_of_refusal)
