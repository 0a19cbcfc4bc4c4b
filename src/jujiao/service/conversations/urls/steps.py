"""What is done with a conversation."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
