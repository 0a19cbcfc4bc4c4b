from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in


class PortalConfig(AppConfig):
    name = "jujiao.portal"
    label = "portal"

    def ready(self) -> None:
        from jujiao.portal.language import remember

        user_logged_in.connect(remember, dispatch_uid="portal.language")
