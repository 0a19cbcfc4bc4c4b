from django.urls import path

from jujiao.notices import web_receipts

app_name = "receipts"

urlpatterns = [path("<str:way>/<str:secret>/", web_receipts.receive, name="receive")]
