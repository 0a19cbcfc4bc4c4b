from django.urls import path

from jujiao.notices import web, web_calls, web_deliveries, web_reading, web_ways

app_name = "notices"

urlpatterns = [
    path("", web.inbox, name="inbox"),
    path("news/", web.news, name="news"),
    path("settings/", web_ways.settings, name="settings"),
    path("settings/duty/", web_ways.on_duty, name="on_duty"),
    path("read/", web.read_all, name="read_all"),
    path("read/some/", web_reading.read_some, name="read_some"),
    path("<int:notice_id>/open/", web.open_notice, name="open"),
    path("<int:notice_id>/others/", web.others, name="others"),
    path("deliveries/", web_deliveries.deliveries, name="deliveries"),
    path("deliveries/<int:delivery_id>/retry/", web_deliveries.retry, name="retry"),
    path("calls/", web_calls.calls, name="calls"),
    path("calls/<int:call_id>/number/", web_calls.number, name="call_number"),
    path("calls/<int:call_id>/<slug:outcome>/", web_calls.end, name="end_call"),
]
