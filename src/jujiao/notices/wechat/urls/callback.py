"""What the platform posts to."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
