"""Addresses of files and papers."""

from django.urls import path

from jujiao.people.employment.web import changes, credentials, files, roll

app_name = "employment"

urlpatterns = [
    path("", credentials.credentials, name="credentials"),
    path("mine/", files.mine, name="mine"),
    path("roll/", roll.rolls, name="rolls"),
    path("roll/<int:estate_id>/", roll.roll, name="roll"),
    path("roll/<int:estate_id>/whole/", roll.whole_roll, name="whole_roll"),
    path("people/<int:employee_id>/", files.file, name="file"),
    path("people/<int:employee_id>/part/", files.of_employee, name="of_employee"),
    path("people/<int:employee_id>/keep/", changes.keep, name="keep"),
    path("people/<int:employee_id>/identity/", changes.reveal_identity, name="reveal_identity"),
    path("people/<int:employee_id>/credentials/add/", credentials.record, name="record"),
    path("people/<int:employee_id>/bars/add/", changes.add_bar, name="add_bar"),
    path("spells/<int:spell_id>/form/", changes.change_form, name="change_form"),
    path("spells/<int:spell_id>/contracts/add/", changes.add_contract, name="add_contract"),
    path("contracts/<int:contract_id>/change/", changes.change_contract, name="change_contract"),
    path("bars/<int:bar_id>/strike/", changes.strike_bar, name="strike_bar"),
    path("credentials/<int:credential_id>/", files.credential, name="credential"),
    path("credentials/<int:credential_id>/verify/", credentials.verify, name="verify"),
    path("credentials/<int:credential_id>/revoke/", credentials.revoke, name="revoke"),
    path("postings/<int:post_id>/", files.posting, name="posting"),
]
