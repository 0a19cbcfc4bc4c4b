from typing import Any

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    name = "jujiao.company.accounts"
    label = "accounts"

    def ready(self) -> None:
        from jujiao.company.accounts import log
        from jujiao.company.accounts.subjects import ACCOUNT
        from jujiao.kernel import subjects

        subjects.declare(ACCOUNT)
        post_migrate.connect(_make_cache_table, sender=self, dispatch_uid="accounts.cache_table")
        user_logged_in.connect(log.signed_in, dispatch_uid="accounts.signed_in")
        user_login_failed.connect(log.refused, dispatch_uid="accounts.refused")


def _make_cache_table(*, using: str, **_signal: Any) -> None:
    """The table of the settings' cache comes with the other tables."""
    from django.core.management import call_command

    call_command("createcachetable", database=using, verbosity=0)
