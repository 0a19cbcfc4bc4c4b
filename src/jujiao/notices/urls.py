from django.urls import path

from jujiao.notices import web, web_reading, web_ways

app_name = "notices"

urlpatterns = [
    path("", web.inbox, name="inbox"),
    path("news/", web.news, name="news"),
    path("settings/", web_ways.settings, name="settings"),
    path("read/", web.read_all, name="read_all"),
    path("read/some/", web_reading.read_some, name="read_some"),
    path("<int:notice_id>/open/", web.open_notice, name="open"),
    path("<int:notice_id>/others/", web.others, name="others"),
    path("deliveries/", web.deliveries, name="deliveries"),
    path("deliveries/<int:delivery_id>/retry/", web.retry, name="retry"),
]
