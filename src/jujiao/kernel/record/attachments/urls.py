from django.urls import path

from jujiao.kernel.record.attachments import web

app_name = "attachments"

urlpatterns = [path("<int:attachment_id>/", web.file, name="file")]
