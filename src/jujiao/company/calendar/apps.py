from django.apps import AppConfig


class CalendarConfig(AppConfig):
    name = "jujiao.company.calendar"
    label = "calendar"
