from django.apps import AppConfig


class StaffConfig(AppConfig):
    name = "jujiao.company.staff"
    label = "staff"

    def ready(self) -> None:
        from jujiao.company.accounts.asked_with import ASKED_WITH
        from jujiao.company.staff.asking import ASKED

        ASKED_WITH.extend(ASKED)
