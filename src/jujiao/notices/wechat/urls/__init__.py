"""Addresses of WeChat."""

from jujiao.notices.wechat.urls import accounts, callback, sending

app_name = "wechat"

# The callback's comes last: it takes whatever is no page.
urlpatterns = [*accounts.urlpatterns, *sending.urlpatterns, *callback.urlpatterns]
