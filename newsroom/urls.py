"""Every address of the newsroom: health, and the fact-checking desk."""

from django.urls import include, path

from newsroom.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("", include("newsroom.account_urls")),
    path("", include("claims.urls")),
]

handler400 = "claims.views.errors.bad_request"
