"""Every address of the newsroom: health, and the fact-checking desk."""

from django.urls import include, path

from newsroom.health import healthz, readyz
from newsroom.metrics import metrics

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("metrics", metrics, name="metrics"),
    path("", include("newsroom.account_urls")),
    path("api/v1/", include("claims.api.urls")),
    path("", include("claims.urls")),
]

handler400 = "claims.views.errors.bad_request"
