"""Signing in and out, passwords, second factors, sessions: django-allauth's views at our addresses.

Only what the newsroom uses is here: nobody signs up, nobody changes their own address.
"""

from allauth.account import views as account
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkey
from django.urls import path, re_path

from claims.views import account_sessions, single_sign_on

urlpatterns = [
    path("sign-in/", account.login, name="account_login"),
    path("sign-in/passkey/", passkey.login_webauthn, name="mfa_login_webauthn"),
    path("sign-in/second/", factor.authenticate, name="mfa_authenticate"),
    path("sign-in/closed/", account.account_inactive, name="account_inactive"),
    path("sign-in/with/<str:provider_id>/", single_sign_on.start, name="openid_connect_login"),
    path("sign-in/with/<str:provider_id>/back/", single_sign_on.back, name="openid_connect_callback"),
    path("sign-out/", account_sessions.sign_out, name="account_logout"),
    path("account/again/", account.reauthenticate, name="account_reauthenticate"),
    path("account/again/code/", factor.reauthenticate, name="mfa_reauthenticate"),
    path("account/again/passkey/", passkey.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("account/password/", account.password_change, name="account_change_password"),
    path("account/password/none/", account_sessions.no_password, name="account_set_password"),
    path("account/password/reset/", account.password_reset, name="account_reset_password"),
    path("account/password/reset/sent/", account.password_reset_done, name="account_reset_password_done"),
    path(
        "account/password/reset/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^account/password/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("account/second/", factor.index, name="mfa_index"),
    path("account/second/app/", totp.activate_totp, name="mfa_activate_totp"),
    path("account/second/app/off/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("account/second/codes/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("account/second/codes/new/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("account/second/passkeys/", passkey.list_webauthn, name="mfa_list_webauthn"),
    path("account/second/passkeys/new/", passkey.add_webauthn, name="mfa_add_webauthn"),
    path("account/second/passkeys/<int:pk>/", passkey.edit_webauthn, name="mfa_edit_webauthn"),
    path("account/second/passkeys/<int:pk>/off/", passkey.remove_webauthn, name="mfa_remove_webauthn"),
    path("account/sessions/", account_sessions.sessions, name="account-sessions"),
    path("account/sessions/<int:pk>/end/", account_sessions.end, name="account-session-end"),
]
