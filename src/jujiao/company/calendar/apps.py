from django.apps import AppConfig


class CalendarConfig(AppConfig):
    name = "jujiao.company.calendar"
    label = "calendar"

    def ready(self) -> None:
        from jujiao.company.calendar.subjects import YEAR
        from jujiao.kernel import subjects

        subjects.declare(YEAR)
