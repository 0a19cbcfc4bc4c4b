"""Official accounts, and who follows them."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
