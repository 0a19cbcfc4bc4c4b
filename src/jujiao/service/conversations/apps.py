from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "jujiao.service.conversations"
    label = "conversations"
