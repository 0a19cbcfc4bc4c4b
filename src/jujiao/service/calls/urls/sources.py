"""Exchanges, and what they tell."""

from django.urls import URLPattern, path

from jujiao.service.calls.web import sources, telling

urlpatterns: list[URLPattern] = [
    path("exchanges/", sources.sources, name="sources"),
    path("exchanges/connect/", sources.connect, name="connect"),
    path("exchanges/<int:source_id>/", sources.source, name="source"),
    path("exchanges/<int:source_id>/change/", sources.change_source, name="change_source"),
    path("exchanges/<int:source_id>/secret/", sources.renew_secret, name="renew_secret"),
    path("exchanges/<int:source_id>/telephones/", sources.add_telephone, name="add_telephone"),
    path("exchanges/<int:source_id>/table/", sources.bring, name="bring"),
    path("exchanges/telephones/<int:telephone_id>/", sources.change_telephone, name="change_telephone"),
    path("tell/<int:source_id>/<str:secret>/", telling.tell, name="tell"),
]
