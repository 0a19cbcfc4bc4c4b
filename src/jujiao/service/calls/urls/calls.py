"""Calls, and numbers to call back."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
