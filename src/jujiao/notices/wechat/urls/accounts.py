"""Official accounts, who follows them, and who those are."""

from django.urls import path

from jujiao.notices.wechat import web_accounts, web_binding

urlpatterns = [
    path("accounts/", web_accounts.all_accounts, name="accounts"),
    path("accounts/add/", web_accounts.add, name="add"),
    path("accounts/<int:account_id>/change/", web_accounts.change, name="change"),
    path("accounts/<int:account_id>/switch/", web_accounts.switch, name="switch"),
    path("accounts/<int:account_id>/end-key/", web_accounts.end_key, name="end_key"),
    path("accounts/<int:account_id>/followers/", web_accounts.followers, name="followers"),
    path("accounts/<int:account_id>/bindings/<int:binding_id>/end/", web_accounts.end_binding, name="end_binding"),
    path("mine/", web_binding.mine, name="mine"),
    path("mine/code/", web_binding.my_code, name="my_code"),
    path("mine/<int:binding_id>/end/", web_binding.end_mine, name="end_mine"),
    path("people/<int:person_id>/", web_binding.of_person, name="of_person"),
    path("people/<int:person_id>/code/", web_binding.code, name="code"),
    path("people/<int:person_id>/bindings/<int:binding_id>/end/", web_binding.end, name="end"),
]
