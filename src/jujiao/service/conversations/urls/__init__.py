"""Addresses of conversations."""

from jujiao.service.conversations.urls import box, phrases, steps

app_name = "conversations"

urlpatterns = [*box.urlpatterns, *phrases.urlpatterns, *steps.urlpatterns]
