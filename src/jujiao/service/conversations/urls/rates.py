"""How many messages were answered in time."""

from django.urls import path

from jujiao.service.conversations.web import rates

urlpatterns = [
    path("rates/", rates.rates, name="rates"),
    path("rates/turns/", rates.turns, name="turns"),
]
