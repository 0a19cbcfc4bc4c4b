"""Addresses of WeChat."""

from jujiao.notices.wechat.urls import accounts, callback, sending

app_name = "wechat"

urlpatterns = [*callback.urlpatterns, *accounts.urlpatterns, *sending.urlpatterns]
