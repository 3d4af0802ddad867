"""The desk's addresses."""

from django.urls import path

from claims.views import article, article_new, claim, desk, report, sign_in

urlpatterns = [
    path("", desk.desk, name="desk"),
    path("sign-in/", sign_in.sign_in, name="sign-in"),
    path("sign-out/", sign_in.sign_out, name="sign-out"),
    path("articles/new/", article_new.article_new, name="article-new"),
    path("articles/found/", article_new.article_found, name="article-found"),
    path("articles/<int:pk>/", article.article, name="article"),
    path("articles/<int:pk>/progress/", article.progress, name="article-progress"),
    path("articles/<int:pk>/retry/", article.retry, name="article-retry"),
    path("articles/<int:pk>/bylines/", article.bylines, name="article-bylines"),
    path("articles/<int:pk>/history/", article.history, name="article-history"),
    path("articles/<int:pk>/report/", report.report, name="article-print"),
    path("articles/<int:pk>/report.csv", report.report_csv, name="article-csv"),
    path("claims/<int:pk>/", claim.claim, name="claim"),
    path("claims/<int:pk>/card/", claim.claim, name="claim-card"),
    path("claims/<int:pk>/history/", claim.history, name="claim-history"),
    path("claims/<int:pk>/answer/", claim.answer, name="claim-answer"),
    path("claims/<int:pk>/evidence/", claim.evidence, name="claim-evidence"),
    path("claims/<int:pk>/move/", claim.move, name="claim-move"),
    path("claims/<int:pk>/dismiss/", claim.dismiss, name="claim-dismiss"),
]
