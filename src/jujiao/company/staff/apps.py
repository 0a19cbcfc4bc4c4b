from django.apps import AppConfig


class StaffConfig(AppConfig):
    name = "jujiao.company.staff"
    label = "staff"

    def ready(self) -> None:
        from jujiao.company.staff.subjects import EMPLOYEE
        from jujiao.kernel import subjects

        subjects.declare(EMPLOYEE)
