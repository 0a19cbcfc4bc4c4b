from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in, user_login_failed


class AccountsConfig(AppConfig):
    name = "jujiao.company.accounts"
    label = "accounts"

    def ready(self) -> None:
        from jujiao.company.accounts import log

        user_logged_in.connect(log.signed_in, dispatch_uid="accounts.signed_in")
        user_login_failed.connect(log.refused, dispatch_uid="accounts.refused")
