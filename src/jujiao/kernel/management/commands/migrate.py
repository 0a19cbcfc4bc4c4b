"""`./jujiao migrate`: Django's, for a database that fits, one at a time."""

from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands import migrate

from jujiao.kernel.database.rendering import triggers_unrendered
from jujiao.kernel.machine.upgrading.alone import alone
from jujiao.kernel.machine.upgrading.asking import DoesNotFit, have_it_fit


class Command(migrate.Command):
    def execute(self, *args: Any, **options: Any) -> str | None:
        """Looks before anything of Django's does, and again once it is alone: another may have upgraded meanwhile."""
        try:
            have_it_fit(upgrading=True)
            with alone(), triggers_unrendered():
                have_it_fit(upgrading=True)
                return super().execute(*args, **options)
        except DoesNotFit as why:
            raise CommandError(str(why)) from why
