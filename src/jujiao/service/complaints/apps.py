from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    name = "jujiao.service.complaints"
    label = "complaints"

    def ready(self) -> None:
        from jujiao.company.estates.phone_changes import on_change
        from jujiao.service.complaints.operations.numbers import show_on_cases

        on_change(show_on_cases)
