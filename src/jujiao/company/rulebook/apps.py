from django.apps import AppConfig


class RulebookConfig(AppConfig):
    name = "jujiao.company.rulebook"
    label = "rulebook"

    def ready(self) -> None:
        from jujiao.company.rulebook.subjects import RULEBOOK
        from jujiao.kernel import subjects

        subjects.declare(RULEBOOK)
