"""The inbox, and each conversation."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
