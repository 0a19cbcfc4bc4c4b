"""Exchanges, and what they tell."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
