"""Addresses of signing in: those of allauth that the product uses, under the names that allauth looks for."""

from allauth.account import views
from django.urls import include, path

from jujiao.company.accounts import second_factor as factor
from jujiao.company.accounts import sign_in, web, web_views
from jujiao.kernel.record.access import STAFF, door, open_door

for_staff = door(*STAFF)

own = [
    path("security/", web.security, name="security"),
    path("security/sign-out-elsewhere/", web.sign_out_elsewhere, name="sign_out_elsewhere"),
    path("security/tokens/<int:token_id>/revoke/", web.revoke_token, name="revoke_token"),
    path("views/<str:list_name>/save/", web_views.save, name="save_view"),
    path("views/<str:list_name>/arrange/", web_views.arrange, name="arrange_views"),
    path("password/choose/<str:person>/<str:token>/", web.choose_password, name="choose_password"),
]

signing_in = [
    path("login/", open_door(sign_in.StaffDoor.as_view()), name="account_login"),
    path("login/code/", open_door(sign_in.OwnerDoor.as_view()), name="account_request_login_code"),
    path("login/code/confirm/", open_door(sign_in.ConfirmCode.as_view()), name="account_confirm_login_code"),
    path("login/passkey/", open_door(sign_in.PasskeyDoor.as_view()), name="mfa_login_webauthn"),
    path("login/second/", open_door(factor.Authenticate.as_view()), name="mfa_authenticate"),
    path("logout/", open_door(views.LogoutView.as_view(template_name="accounts/logout.html")), name="account_logout"),
    path(
        "inactive/",
        open_door(views.AccountInactiveView.as_view(template_name="accounts/inactive.html")),
        name="account_inactive",
    ),
]

security = [
    path("again/", for_staff(factor.AgainByPassword.as_view()), name="account_reauthenticate"),
    path("again/code/", for_staff(factor.AgainByCode.as_view()), name="mfa_reauthenticate"),
    path("again/passkey/", for_staff(factor.AgainByPasskey.as_view()), name="mfa_reauthenticate_webauthn"),
    path("password/", for_staff(factor.ChangePassword.as_view()), name="account_change_password"),
    path("totp/", for_staff(factor.ActivateTotp.as_view()), name="mfa_activate_totp"),
    path("totp/off/", for_staff(factor.DeactivateTotp.as_view()), name="mfa_deactivate_totp"),
    path("passkeys/add/", for_staff(factor.AddPasskey.as_view()), name="mfa_add_webauthn"),
    path("passkeys/<int:pk>/off/", for_staff(factor.RemovePasskey.as_view()), name="mfa_remove_webauthn"),
    path("recovery-codes/", for_staff(factor.RecoveryCodes.as_view()), name="mfa_view_recovery_codes"),
    path("recovery-codes/new/", for_staff(factor.NewRecoveryCodes.as_view()), name="mfa_generate_recovery_codes"),
]

urlpatterns = [path("", include((own, "accounts"))), *signing_in, *security]
