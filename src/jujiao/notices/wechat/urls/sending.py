"""What may be sent by an account."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
