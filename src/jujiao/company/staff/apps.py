from django.apps import AppConfig


class StaffConfig(AppConfig):
    name = "jujiao.company.staff"
    label = "staff"
