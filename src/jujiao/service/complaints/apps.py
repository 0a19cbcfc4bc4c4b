from django.apps import AppConfig
from django.urls import reverse


class ComplaintsConfig(AppConfig):
    name = "jujiao.service.complaints"
    label = "complaints"

    def ready(self) -> None:
        from jujiao.promises import subjects
        from jujiao.service.complaints.operations.steps import SUBJECT, hold, refresh_due
        from jujiao.service.complaints.queries import concealed, headlines

        actions = {
            "dispatch": "dispatch",
            "first_reply": "reply",
            "resolve": "resolve",
            "progress": "report_progress",
            "follow_up": "follow_up",
        }
        subjects.register(
            SUBJECT,
            subjects.SubjectKind(
                url=lambda subject_id: reverse("complaints:case", args=[subject_id]),
                actions=actions,
                headlines=headlines,
                concealed=concealed,
                due_moved=refresh_due,
                hold=hold,
            ),
        )
