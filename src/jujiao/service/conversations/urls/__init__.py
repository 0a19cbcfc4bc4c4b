"""Addresses of conversations."""

from jujiao.service.conversations.urls import box, phrases, rates, steps

app_name = "conversations"

urlpatterns = [*box.urlpatterns, *phrases.urlpatterns, *rates.urlpatterns, *steps.urlpatterns]
