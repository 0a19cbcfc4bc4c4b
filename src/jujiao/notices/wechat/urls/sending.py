"""What may be sent by an account."""

from django.urls import path

from jujiao.notices.wechat import web_sending

urlpatterns = [
    path("accounts/<int:account_id>/sending/", web_sending.sending, name="sending"),
    path("accounts/<int:account_id>/ways/<slug:way>/", web_sending.right, name="right"),
    path("accounts/<int:account_id>/templates/<slug:way>/", web_sending.template, name="template"),
]
