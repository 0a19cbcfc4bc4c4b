"""Whoever calls just now, telephones and who sits at them, and what is said."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
