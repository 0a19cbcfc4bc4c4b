"""What the desk answers again and again."""

from django.urls import path

from jujiao.service.conversations.web import phrases

urlpatterns = [
    path("texts/", phrases.phrases, name="phrases"),
    path("texts/add/", phrases.add, name="add_phrase"),
    path("texts/<int:phrase_id>/", phrases.phrase, name="phrase"),
    path("texts/<int:phrase_id>/publish/", phrases.publish, name="publish_phrase"),
    path("texts/<int:phrase_id>/withdraw/", phrases.withdraw, name="withdraw_phrase"),
]
