from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    name = "jujiao.service.complaints"
    label = "complaints"

    def ready(self) -> None:
        from jujiao.kernel import subjects
        from jujiao.service.complaints.subjects import COMPLAINT

        subjects.declare(COMPLAINT)
