from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in


class PortalConfig(AppConfig):
    name = "jujiao.portal"
    label = "portal"

    def ready(self) -> None:
        from jujiao.portal import language, type_size

        user_logged_in.connect(language.remember, dispatch_uid="portal.language")
        user_logged_in.connect(type_size.remember, dispatch_uid="portal.type_size")
