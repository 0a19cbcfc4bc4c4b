"""Addresses of calls."""

from jujiao.service.calls.urls import calls, pop, rates, sources

app_name = "telephony"

urlpatterns = [*calls.urlpatterns, *pop.urlpatterns, *rates.urlpatterns, *sources.urlpatterns]
