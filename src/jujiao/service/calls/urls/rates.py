"""How many calls were answered within three rings."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
