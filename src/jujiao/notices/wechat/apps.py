from django.apps import AppConfig


class WeChatConfig(AppConfig):
    name = "jujiao.notices.wechat"
    label = "wechat"

    def ready(self) -> None:
        from jujiao.company.estates.phone_changes import on_change
        from jujiao.notices.wechat.operations.outworn import look_after_change

        on_change(look_after_change)
