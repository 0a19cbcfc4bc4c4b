"""What the platform posts to."""

from django.urls import path

from jujiao.notices.wechat import web_callback

urlpatterns = [path("<str:path>/", web_callback.callback, name="callback")]
