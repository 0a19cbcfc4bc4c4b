"""Addresses of conversations."""

from jujiao.service.conversations.urls import box, steps

app_name = "conversations"

urlpatterns = [*box.urlpatterns, *steps.urlpatterns]
