from django.apps import AppConfig


class EmploymentConfig(AppConfig):
    name = "jujiao.people.employment"
    label = "employment"
