from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    name = "jujiao.service.complaints"
    label = "complaints"

    def ready(self) -> None:
        from jujiao.company.estates.phone_changes import on_change
        from jujiao.kernel import subjects
        from jujiao.service.complaints.operations.numbers import show_on_cases
        from jujiao.service.complaints.subjects import COMPLAINT

        subjects.declare(COMPLAINT)
        on_change(show_on_cases)
