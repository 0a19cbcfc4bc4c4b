"""How many calls were answered within three rings."""

from django.urls import URLPattern, path

from jujiao.service.calls.web import rates

urlpatterns: list[URLPattern] = [path("rates/", rates.rates, name="rates")]
