"""In and out."""

from __future__ import annotations

from django.contrib.auth.views import LoginView, LogoutView

from claims.forms.sign_in_form import SignInForm

sign_in = LoginView.as_view(
    template_name="claims/sign_in.html", authentication_form=SignInForm, redirect_authenticated_user=True
)
sign_out = LogoutView.as_view(http_method_names=["post"])
