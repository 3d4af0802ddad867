"""Every address, every kind of person, GET and POST: one table. An address without its two rows fails."""

from __future__ import annotations

import re

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver

from tests.support.database import everything, written
from tests.views.scene import HTMX, Scene

pytestmark = pytest.mark.django_db

PEOPLE = (
    "anonymous",
    "reporter",  # it's their story
    "colleague",  # a reporter of the desk; not their story
    "checker",
    "writer",  # a checker, and it's their story
    "editor",
    "reader",
    "administrator",  # a member of no desk
    "outsider",  # an editor of the other desk
    "inactive",  # an editor who was shut out while signed in
)

# What each is answered: GET, and POST of a form that is in order.
GET = """
                  anon repo coll chec writ edit read admi outs inac
desk              302  200  200  200  200  200  200  200  200  302
search            302  200  200  200  200  200  200  200  200  302
account_login          200  302  302  302  302  302  302  302  302  200
account_logout         405  405  405  405  405  405  405  405  405  405
healthz           200  200  200  200  200  200  200  200  200  200
readyz            200  200  200  200  200  200  200  200  200  200
metrics           200  200  200  200  200  200  200  200  200  200
status            302  403  403  403  403  200  403  200  200  302
status-now        302  403  403  403  403  200  403  200  200  302
status-sign       302  403  403  403  403  200  403  200  200  302
article-new       302  200  200  200  200  200  403  403  200  302
article-found     405  405  405  405  405  405  405  405  405  405
copy-read         405  405  405  405  405  405  405  405  405  405
copy-note-take    302  403  404  200  403  200  403  404  404  302
copy-note-aside   405  405  405  405  405  405  405  405  405  405
article           302  200  404  200  200  200  200  404  404  302
article-progress  302  200  404  200  200  200  200  404  404  302
article-undo      405  405  405  405  405  405  405  405  405  405
article-since     302  200  404  200  200  200  200  404  404  302
article-history   302  200  404  200  200  200  200  404  404  302
article-backing   302  403  404  200  403  200  403  404  404  302
article-glance    302  200  404  200  200  200  200  404  404  302
article-report    302  200  404  200  200  200  200  404  404  302
report            302  404  404  200  200  200  404  404  404  302
report-files      302  404  404  200  200  200  404  404  404  302
report-file       302  404  404  200  200  200  404  404  404  302
report-share      405  405  405  405  405  405  405  405  405  405
report-unshare    405  405  405  405  405  405  405  405  405  405
shared            200  200  200  200  200  200  200  200  200  200
shared-file       405  405  405  405  405  405  405  405  405  405
article-sign-off  302  200  404  200  200  200  200  404  404  302
article-sign      405  405  405  405  405  405  405  405  405  405
article-override  405  405  405  405  405  405  405  405  405  405
article-revoke    405  405  405  405  405  405  405  405  405  405
article-step      405  405  405  405  405  405  405  405  405  405
article-difference 302 200  404  200  200  200  200  404  404  302
article-retry     405  405  405  405  405  405  405  405  405  405
article-bylines   405  405  405  405  405  405  405  405  405  405
claim             302  200  404  200  200  200  200  404  404  302
claim-card        302  200  404  200  200  200  200  404  404  302
claim-history     302  200  404  200  200  200  200  404  404  302
claim-answer      405  405  405  405  405  405  405  405  405  405
claim-before      302  200  404  200  200  200  200  404  404  302
claim-before-use  302  403  404  200  403  200  403  404  404  302
claim-evidence    302  403  404  200  403  200  403  404  404  302
claim-move        405  405  405  405  405  405  405  405  405  405
claim-dismiss     405  405  405  405  405  405  405  405  405  405
claim-confirm     405  405  405  405  405  405  405  405  405  405
claim-fixed       405  405  405  405  405  405  405  405  405  405
claim-cut         405  405  405  405  405  405  405  405  405  405
claim-reattach    405  405  405  405  405  405  405  405  405  405
claim-risk        405  405  405  405  405  405  405  405  405  405
claim-risk-lower  405  405  405  405  405  405  405  405  405  405
claim-risk-decide 405  405  405  405  405  405  405  405  405  405
claim-edges       405  405  405  405  405  405  405  405  405  405
claim-source      405  405  405  405  405  405  405  405  405  405
claim-speaker     405  405  405  405  405  405  405  405  405  405
claim-part        405  405  405  405  405  405  405  405  405  405
claim-merge       405  405  405  405  405  405  405  405  405  405
claim-speakers-merge 405  405  405  405  405  405  405  405  405  405
claim-speakers-part 405  405  405  405  405  405  405  405  405  405
article-claim-add 302  403  404  200  403  200  403  404  404  302
article-speakers  302  200  404  200  200  200  200  404  404  302
speakers          302  200  200  200  200  200  200  200  200  302
speaker           302  200  404  200  200  200  200  404  404  302
speaker-register  405  405  405  405  405  405  405  405  405  405
register-entry    302  200  404  200  200  200  200  404  404  302
register-edit     405  405  405  405  405  405  405  405  405  405
register-merge    405  405  405  405  405  405  405  405  405  405
register-part     405  405  405  405  405  405  405  405  405  405
register-undo     405  405  405  405  405  405  405  405  405  405
claim-register    302  403  404  200  403  200  403  404  404  302
article-sentences 302  200  404  200  200  200  200  404  404  302
sentence-clear    405  405  405  405  405  405  405  405  405  405
sentence-unclear  405  405  405  405  405  405  405  405  405  405
desk-rules        302  200  200  200  200  200  200  404  404  302
desk-retention    302  403  403  403  403  403  403  200  404  302
desk-hold         405  405  405  405  405  405  405  405  405  405
desk-erase        302  403  403  403  403  403  403  200  404  302
queue             302  200  200  200  200  200  200  200  200  302
queue-take        405  405  405  405  405  405  405  405  405  405
desk-figures      302  403  403  403  403  200  403  404  404  302
desk-figures-csv  302  403  403  403  403  200  403  404  404  302
desk-board        302  403  403  200  200  200  200  404  404  302
desk-hand-over    405  405  405  405  405  405  405  405  405  405
away              302  200  200  200  200  200  200  200  200  302
keys              302  200  200  200  200  200  200  200  200  302
keys-switch       405  405  405  405  405  405  405  405  405  405
article-assign    302  403  404  403  403  200  403  404  404  302
article-deadline  405  405  405  405  405  405  405  405  405  405
claim-assign      302  403  404  403  403  200  403  404  404  302
questions         302  200  200  200  200  200  200  200  200  302
question          302  200  200  200  200  200  200  404  404  302
question-answer   405  405  405  405  405  405  405  405  405  405
question-withdraw 405  405  405  405  405  405  405  405  405  405
claim-ask         302  403  404  200  403  200  403  404  404  302
claim-note        302  200  404  200  200  200  403  404  404  302
note-edit         302  403  404  200  403  403  403  404  404  302
article-notes     302  200  404  200  200  200  200  404  404  302
notices           302  200  200  200  200  200  200  200  200  302
notices-count     302  200  200  200  200  200  200  200  200  302
notices-read      405  405  405  405  405  405  405  405  405  405
notice-choices    302  200  200  200  200  200  200  200  200  302
notice            302  404  404  302  404  404  404  404  404  302
typing            302  200  200  200  200  200  200  200  200  302
typing-throw      405  405  405  405  405  405  405  405  405  405
evidence-list     302  200  200  200  200  200  200  200  200  302
evidence          302  200  404  200  200  200  200  404  404  302
evidence-withdraw 405  405  405  405  405  405  405  405  405  405
evidence-share    405  405  405  405  405  405  405  405  405  405
evidence-keep     405  405  405  405  405  405  405  405  405  405
capture           302  404  404  302  302  302  404  404  404  302
evidence-text     302  404  404  200  200  200  404  404  404  302
evidence-file     302  404  404  200  200  200  404  404  404  302
use               302  403  404  200  403  200  403  404  404  302
use-off           405  405  405  405  405  405  405  405  405  405
claim-evidence-use 302 403  404  200  403  200  403  404  404  302
article-replies   302  200  404  200  200  200  200  404  404  302
article-confidential 302 200 404  200  200  200  200  404  404  302
confidential      302  200  404  200  200  200  200  404  404  302
confidential-new  302  200  404  200  200  200  403  404  404  302
confidential-evidence 302 403 404  200  403  200  403  404  404  302
confidential-file    405  405  405  405  405  405  405  405  405  405
confidential-open    405  405  405  405  405  405  405  405  405  405
confidential-change  405  405  405  405  405  405  405  405  405  405
confidential-people  405  405  405  405  405  405  405  405  405  405
confidential-approve 405  405  405  405  405  405  405  405  405  405
confidential-delete  405  405  405  405  405  405  405  405  405  405
article-drafts    302  200  404  200  200  200  200  404  404  302
article-draft-new 302  200  404  200  200  200  403  404  404  302
account-session-end  405  405  405  405  405  405  405  405  405  405
account-sessions     302  200  200  200  200  200  200  200  200  302
account-data         302  200  200  200  200  200  200  200  200  302
account_set_password 302  302  302  302  302  302  302  302  302  302
account_change_password 302  200  200  200  200  200  200  200  200  302
account_inactive     200  200  200  200  200  200  200  200  200  200
account_reauthenticate 302  200  200  200  200  200  200  200  200  302
account_reset_password 200  200  200  200  200  200  200  200  200  200
account_reset_password_done 200  200  200  200  200  200  200  200  200  200
account_reset_password_from_key 200  200  200  200  200  200  200  200  200  200
account_reset_password_from_key_done 200  200  200  200  200  200  200  200  200  200
mfa_activate_totp    302  302  302  302  302  302  302  302  302  302
mfa_add_webauthn     302  302  302  302  302  302  302  302  302  302
mfa_authenticate     302  302  302  302  302  302  302  302  302  302
mfa_deactivate_totp  302  404  404  404  404  404  404  404  404  302
mfa_edit_webauthn    302  302  302  302  302  302  302  302  302  302
mfa_generate_recovery_codes 302  302  302  302  302  302  302  302  302  302
mfa_index            302  200  200  200  200  200  200  200  200  302
mfa_list_webauthn    302  200  200  200  200  200  200  200  200  302
mfa_login_webauthn   302  302  302  302  302  302  302  302  302  302
mfa_reauthenticate   302  302  302  302  302  302  302  302  302  302
mfa_reauthenticate_webauthn 302  302  302  302  302  302  302  302  302  302
mfa_remove_webauthn  302  302  302  302  302  302  302  302  302  302
mfa_view_recovery_codes 302  404  404  404  404  404  404  404  404  302
people               302  403  403  403  403  403  403  200  403  302
people-changes       302  403  403  403  403  403  403  200  403  302
person               302  403  403  403  403  403  403  200  403  302
invitation-new       302  403  403  403  403  403  403  200  403  302
desks                302  403  403  403  403  403  403  200  403  302
invitation           302  409  409  409  409  409  409  409  409  302
join                 404  404  404  404  404  404  404  404  404  404
openid_connect_login 302  302  302  302  302  302  302  302  302  302
openid_connect_callback 404  404  404  404  404  404  404  404  404  404
person-roles         405  405  405  405  405  405  405  405  405  405
person-details       405  405  405  405  405  405  405  405  405  405
person-access        405  405  405  405  405  405  405  405  405  405
person-administrator 405  405  405  405  405  405  405  405  405  405
invitation-again     405  405  405  405  405  405  405  405  405  405
invitation-withdraw  405  405  405  405  405  405  405  405  405  405
desk-change          405  405  405  405  405  405  405  405  405  405
api-token            401  401  401  401  401  401  401  401  401  401
api-articles         401  401  401  401  401  401  401  401  401  401
api-article          401  401  401  401  401  401  401  401  401  401
api-drafts           405  405  405  405  405  405  405  405  405  405
api-claims           401  401  401  401  401  401  401  401  401  401
api-published        405  405  405  405  405  405  405  405  405  405
api-clearance        401  401  401  401  401  401  401  401  401  401
api-report           401  401  401  401  401  401  401  401  401  401
api-report-file      401  401  401  401  401  401  401  401  401  401
api-openapi          200  200  200  200  200  200  200  200  200  200
api-nowhere          404  404  404  404  404  404  404  404  404  404
integrations         302  403  403  403  403  403  403  200  403  302
integration          302  403  403  403  403  403  403  200  403  302
integration-revoke   405  405  405  405  405  405  405  405  405  405
integration-webhook  405  405  405  405  405  405  405  405  405  405
webhook-off          405  405  405  405  405  405  405  405  405  405
delivery-again       405  405  405  405  405  405  405  405  405  405
"""

# 401: what was typed is shown to who is no longer signed in. 422: the other desk's editor named a desk that
# isn't theirs.
POST = """
                  anon repo coll chec writ edit read admi outs inac
desk              405  405  405  405  405  405  405  405  405  405
search            405  405  405  405  405  405  405  405  405  405
account_login          200  302  302  302  302  302  302  302  302  200
account_logout         302  302  302  302  302  302  302  302  302  302
healthz           405  405  405  405  405  405  405  405  405  405
readyz            405  405  405  405  405  405  405  405  405  405
metrics           405  405  405  405  405  405  405  405  405  405
status            405  405  405  405  405  405  405  405  405  405
status-now        405  405  405  405  405  405  405  405  405  405
status-sign       405  405  405  405  405  405  405  405  405  405
article-new       401  303  303  303  303  303  403  403  422  401
article-found     401  200  200  200  200  200  403  403  200  401
copy-read         302  200  200  200  200  200  403  403  200  302
copy-note-take    401  403  404  303  403  303  403  404  404  401
copy-note-aside   302  403  404  303  403  303  403  404  404  302
article           405  405  405  405  405  405  405  405  405  405
article-progress  405  405  405  405  405  405  405  405  405  405
article-undo      302  403  404  303  403  403  403  404  404  302
article-since     405  405  405  405  405  405  405  405  405  405
article-history   405  405  405  405  405  405  405  405  405  405
article-backing   302  403  404  303  403  303  403  404  404  302
article-glance    405  405  405  405  405  405  405  405  405  405
article-report    302  403  404  303  303  303  403  404  404  302
report            405  405  405  405  405  405  405  405  405  405
report-files      405  405  405  405  405  405  405  405  405  405
report-file       302  404  404  303  303  303  404  404  404  302
report-share      302  404  404  403  403  200  404  404  404  302
report-unshare    302  404  404  403  403  303  404  404  404  302
shared            405  405  405  405  405  405  405  405  405  405
shared-file       200  200  200  200  200  200  200  200  200  200
article-sign-off  405  405  405  405  405  405  405  405  405  405
article-sign      302  403  404  403  403  403  403  404  404  302
article-override  401  403  404  403  403  303  403  404  404  401
article-revoke    401  403  404  403  403  403  403  404  404  401
article-step      401  403  404  403  403  303  403  404  404  401
article-difference 405 405  405  405  405  405  405  405  405  405
article-retry     302  302  404  302  302  302  403  404  404  302
article-bylines   302  403  404  403  403  302  403  404  404  302
claim             405  405  405  405  405  405  405  405  405  405
claim-card        405  405  405  405  405  405  405  405  405  405
claim-history     405  405  405  405  405  405  405  405  405  405
claim-answer      401  403  404  303  403  303  403  404  404  401
claim-before      405  405  405  405  405  405  405  405  405  405
claim-before-use  401  403  404  303  403  303  403  404  404  401
claim-evidence    401  403  404  303  403  303  403  404  404  401
claim-move        302  403  404  303  403  303  403  404  404  302
claim-dismiss     401  403  404  303  403  303  403  404  404  401
claim-confirm     302  403  404  303  403  303  403  404  404  302
claim-fixed       302  403  404  303  403  303  403  404  404  302
claim-cut         302  403  404  303  403  303  403  404  404  302
claim-reattach    401  403  404  303  403  303  403  404  404  401
claim-risk        401  403  404  303  403  303  403  404  404  401
claim-risk-lower  401  403  404  303  403  303  403  404  404  401
claim-risk-decide 302  403  404  303  403  303  403  404  404  302
claim-edges       401  403  404  303  403  303  403  404  404  401
claim-source      401  403  404  303  403  303  403  404  404  401
claim-speaker     302  403  404  303  403  303  403  404  404  302
claim-part        401  403  404  303  403  303  403  404  404  401
claim-merge       302  403  404  303  403  303  403  404  404  302
claim-speakers-merge 302  403  404  303  403  303  403  404  404  302
claim-speakers-part 302  403  404  303  403  303  403  404  404  302
article-claim-add 401  403  404  303  403  303  403  404  404  401
article-speakers  405  405  405  405  405  405  405  405  405  405
speakers          405  405  405  405  405  405  405  405  405  405
speaker           405  405  405  405  405  405  405  405  405  405
speaker-register  302  403  404  303  403  303  403  404  404  302
register-entry    405  405  405  405  405  405  405  405  405  405
register-edit     401  403  404  303  303  303  403  404  404  401
register-merge    302  403  404  303  403  303  403  404  404  302
register-part     302  403  404  303  403  303  403  404  404  302
register-undo     302  403  404  303  403  303  403  404  404  302
claim-register    405  405  405  405  405  405  405  405  405  405
article-sentences 405  405  405  405  405  405  405  405  405  405
sentence-clear    401  403  404  302  403  302  403  404  404  401
sentence-unclear  302  403  404  302  403  302  403  404  404  302
desk-rules        302  403  403  403  403  302  403  404  404  302
desk-retention    302  403  403  403  403  403  403  303  404  302
desk-hold         401  403  403  403  403  403  403  303  404  401
desk-erase        401  403  403  403  403  403  403  303  404  401
queue             405  405  405  405  405  405  405  405  405  405
queue-take        302  403  404  303  403  303  403  404  404  302
desk-figures      405  405  405  405  405  405  405  405  405  405
desk-figures-csv  405  405  405  405  405  405  405  405  405  405
desk-board        405  405  405  405  405  405  405  405  405  405
desk-hand-over    302  403  403  403  403  403  403  404  404  302
away              302  403  403  303  403  303  403  404  404  302
keys              302  303  303  303  303  303  303  303  303  302
keys-switch       302  303  303  303  303  303  303  303  303  302
article-assign    302  403  404  403  403  303  403  404  404  302
article-deadline  302  303  404  403  303  303  403  404  404  302
claim-assign      302  403  404  403  403  303  403  404  404  302
questions         405  405  405  405  405  405  405  405  405  405
question          405  405  405  405  405  405  405  405  405  405
question-answer   401  403  303  403  403  403  403  404  404  401
question-withdraw 302  403  403  303  403  303  403  404  404  302
claim-ask         401  403  404  303  403  303  403  404  404  401
claim-note        401  303  404  303  303  303  403  404  404  401
note-edit         401  403  404  303  403  403  403  404  404  401
article-notes     401  303  404  303  303  303  403  404  404  401
notices           405  405  405  405  405  405  405  405  405  405
notices-count     405  405  405  405  405  405  405  405  405  405
notices-read      302  303  303  303  303  303  303  303  303  302
notice-choices    302  303  303  303  303  303  303  303  303  302
notice            405  405  405  405  405  405  405  405  405  405
typing            302  200  404  200  200  200  200  404  404  302
typing-throw      302  303  303  303  303  303  303  303  303  302
evidence-list     405  405  405  405  405  405  405  405  405  405
evidence          405  405  405  405  405  405  405  405  405  405
evidence-withdraw 401  403  404  303  403  303  403  404  404  401
evidence-share    302  403  404  403  403  303  403  404  404  302
evidence-keep     302  403  404  303  403  303  403  404  404  302
capture           405  405  405  405  405  405  405  405  405  405
evidence-text     405  405  405  405  405  405  405  405  405  405
evidence-file     405  405  405  405  405  405  405  405  405  405
use               401  403  404  303  403  303  403  404  404  401
use-off           401  403  404  303  403  303  403  404  404  401
claim-evidence-use 401 403  404  303  403  303  403  404  404  401
article-replies   405  405  405  405  405  405  405  405  405  405
article-confidential 405 405 405  405  405  405  405  405  405  405
confidential      405  405  405  405  405  405  405  405  405  405
confidential-new  302  303  404  303  303  303  403  404  404  302
confidential-evidence 302 403 404  303  403  303  403  404  404  302
confidential-file    302  403  404  403  403  200  403  404  404  302
confidential-open    302  200  404  403  403  200  403  404  404  302
confidential-change  302  303  404  403  403  303  403  404  404  302
confidential-people  302  303  404  403  403  303  403  404  404  302
confidential-approve 302  403  404  403  403  303  403  404  404  302
confidential-delete  302  303  404  403  403  303  403  404  404  302
article-drafts    405  405  405  405  405  405  405  405  405  405
article-draft-new 401  303  404  303  303  303  403  404  404  401
account-session-end  302  303  303  303  303  303  303  303  303  302
account-sessions     405  405  405  405  405  405  405  405  405  405
account-data         405  405  405  405  405  405  405  405  405  405
account_set_password 405  405  405  405  405  405  405  405  405  405
account_change_password 302  200  200  200  200  200  200  200  200  302
account_inactive     405  405  405  405  405  405  405  405  405  405
account_reauthenticate 302  200  200  200  200  200  200  200  200  302
account_reset_password 200  200  200  200  200  200  200  200  200  200
account_reset_password_done 405  405  405  405  405  405  405  405  405  405
account_reset_password_from_key 200  200  200  200  200  200  200  200  200  200
account_reset_password_from_key_done 405  405  405  405  405  405  405  405  405  405
mfa_activate_totp    302  302  302  302  302  302  302  302  302  302
mfa_add_webauthn     302  302  302  302  302  302  302  302  302  302
mfa_authenticate     302  302  302  302  302  302  302  302  302  302
mfa_deactivate_totp  302  404  404  404  404  404  404  404  404  302
mfa_edit_webauthn    302  302  302  302  302  302  302  302  302  302
mfa_generate_recovery_codes 302  302  302  302  302  302  302  302  302  302
mfa_index            302  405  405  405  405  405  405  405  405  302
mfa_list_webauthn    302  405  405  405  405  405  405  405  405  302
mfa_login_webauthn   302  302  302  302  302  302  302  302  302  302
mfa_reauthenticate   302  302  302  302  302  302  302  302  302  302
mfa_reauthenticate_webauthn 302  302  302  302  302  302  302  302  302  302
mfa_remove_webauthn  302  302  302  302  302  302  302  302  302  302
mfa_view_recovery_codes 302  405  405  405  405  405  405  405  405  302
people               405  405  405  405  405  405  405  405  405  405
people-changes       405  405  405  405  405  405  405  405  405  405
person               405  405  405  405  405  405  405  405  405  405
invitation-new       401  403  403  403  403  403  403  200  403  401
desks                401  403  403  403  403  403  403  303  403  401
person-roles         302  403  403  403  403  403  403  303  403  302
person-details       401  403  403  403  403  403  403  303  403  401
person-access        302  403  403  403  403  403  403  303  403  302
person-administrator 302  403  403  403  403  403  403  303  403  302
invitation-again     302  403  403  403  403  403  403  200  403  302
invitation-withdraw  302  403  403  403  403  403  403  303  403  302
desk-change          401  403  403  403  403  403  403  303  403  401
invitation           405  405  405  405  405  405  405  405  405  405
join                 404  404  404  404  404  404  404  404  404  404
openid_connect_login 404  404  404  404  404  404  404  404  404  404
openid_connect_callback 405  405  405  405  405  405  405  405  405  405
api-token            405  405  405  405  405  405  405  405  405  405
api-articles         401  401  401  401  401  401  401  401  401  401
api-article          405  405  405  405  405  405  405  405  405  405
api-drafts           401  401  401  401  401  401  401  401  401  401
api-claims           405  405  405  405  405  405  405  405  405  405
api-published        401  401  401  401  401  401  401  401  401  401
api-clearance        401  401  401  401  401  401  401  401  401  401
api-report           405  405  405  405  405  405  405  405  405  405
api-report-file      401  401  401  401  401  401  401  401  401  401
api-openapi          405  405  405  405  405  405  405  405  405  405
api-nowhere          404  404  404  404  404  404  404  404  404  404
integrations         401  403  403  403  403  403  403  200  403  401
integration          405  405  405  405  405  405  405  405  405  405
integration-revoke   302  403  403  403  403  403  403  303  403  302
integration-webhook  401  403  403  403  403  403  403  200  403  401
webhook-off          302  403  403  403  403  403  403  303  403  302
delivery-again       302  403  403  403  403  403  403  303  403  302
"""


def rows(table: str) -> dict[str, dict[str, int]]:
    lines = [line.split() for line in table.strip().splitlines()]
    assert [name[:4] for name in PEOPLE] == lines[0]
    return {name: dict(zip(PEOPLE, map(int, codes), strict=True)) for name, *codes in lines[1:]}


TABLES = {"GET": rows(GET), "POST": rows(POST)}
NAMES = sorted(TABLES["GET"])
NEVER = [(method, name) for method in TABLES for name in NAMES if set(TABLES[method][name].values()) == {405}]
ASKED = [(method, name) for method in TABLES for name in NAMES if (method, name) not in NEVER]


def addresses(resolver: URLResolver) -> list[str | None]:
    found: list[str | None] = []
    for one in resolver.url_patterns:
        found += addresses(one) if isinstance(one, URLResolver) else []
        found += [one.name] if isinstance(one, URLPattern) else []
    return found


def test_every_address_has_its_rows() -> None:
    names = addresses(get_resolver())
    assert len(names) == len(set(names))
    assert set(names) == set(TABLES["GET"]) == set(TABLES["POST"])


def ask(scene: Scene, person: str, method: str, name: str, **headers: str) -> HttpResponse:
    """One request. Who is refused has changed nothing: no row of ours was written."""
    client, address = scene.client(person), scene.address(name)
    form = scene.good(name) if method == "POST" else {}
    before = written()
    response: HttpResponse = getattr(client, method.lower())(address, form, headers=headers)  # type: ignore[assignment]
    if response.status_code not in (200, 302, 303):
        assert written() == before, person
    return response


@pytest.mark.parametrize(("method", "name"), ASKED)
def test_who_is_answered_what(scene: Scene, method: str, name: str) -> None:
    scene.address(name)  # what it is about is made once, before each is the first to ask
    got = {}
    for person in PEOPLE:
        point = transaction.savepoint()
        response = ask(scene, person, method, name)
        got[person] = response.status_code
        check_safety(response, name)
        transaction.savepoint_rollback(point)
    assert got == TABLES[method][name]


def test_what_is_never_asked_so_is_refused_to_everybody(scene: Scene) -> None:
    """Rows of 405 alone: before anybody is looked at, so that two people stand for all."""
    for person in ("anonymous", "editor"):
        client = scene.client(person)
        for method, name in NEVER:
            address = scene.address(name)
            before = written()
            response = getattr(client, method.lower())(address)
            assert (response.status_code, written()) == (405, before), (method, name)
            check_safety(response, name)


def test_the_count_of_what_was_written_grows(scene: Scene) -> None:
    """So that the tests above can fail."""
    client, address, form = scene.client("editor"), scene.address("claim-answer"), scene.good("claim-answer")
    before = written()
    assert client.post(address, form).status_code == 303
    assert written() > before


# With htmx a saved form is answered with the new card instead of a way to it.
WITH_HTMX = {303: 200, 302: 401}


@pytest.mark.parametrize(
    "name",
    [
        "claim-answer",
        "claim-evidence",
        "claim-move",
        "claim-dismiss",
        "claim-confirm",
        "claim-fixed",
        "claim-cut",
        "claim-reattach",
        "claim-risk",
        "claim-risk-lower",
        "claim-risk-decide",
        "claim-edges",
        "claim-source",
        "claim-speaker",
        "claim-part",
        "claim-merge",
        "claim-speakers-merge",
        "claim-speakers-part",
        "claim-card",
        "article-progress",
        "article-since",
    ],
)
def test_who_is_answered_what_with_htmx(scene: Scene, name: str) -> None:
    method = "GET" if name in ("claim-card", "article-progress", "article-since") else "POST"
    scene.address(name)
    wanted = {person: WITH_HTMX.get(code, code) for person, code in TABLES[method][name].items()}
    got = {}
    for person in PEOPLE:
        point = transaction.savepoint()
        response = ask(scene, person, method, name, **HTMX)
        got[person] = response.status_code
        check_safety(response, name)
        if response.status_code == 200:
            assert b"<html" not in response.content, "a part, not a page"
        transaction.savepoint_rollback(point)
    assert got == wanted


def check_safety(response: HttpResponse, name: str) -> None:
    """What every answer carries, whatever its code."""
    policy = response["Content-Security-Policy"]
    parts = dict(part.strip().split(" ", 1) for part in policy.split(";") if part.strip())
    assert parts["default-src"] == "'none'"
    assert (parts["script-src"], parts["style-src"]) == ("'self'", "'self'")
    assert (parts["frame-ancestors"], parts["base-uri"], parts["form-action"]) == (
        "'none'",
        "'none'",
        "'self'",
    )
    assert "unsafe" not in policy and "*" not in policy and "data:" not in policy
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    if response.status_code == 200:
        assert "no-store" in response["Cache-Control"] and "private" in response["Cache-Control"]
    if response.status_code == 403:
        assert b"." in response.content


WRITES = ["article-new", "article-retry", "article-bylines", "article-override", "article-step"]
WRITES += ["claim-answer", "claim-evidence", "claim-move", "claim-dismiss"]
WRITES += ["claim-confirm", "claim-fixed", "claim-cut", "claim-reattach"]
WRITES += ["claim-risk", "claim-risk-lower", "claim-risk-decide"]
WRITES += ["sentence-clear", "sentence-unclear", "desk-rules"]
WRITES += ["claim-evidence-use", "claim-before-use", "use", "use-off", "evidence-withdraw"]
WRITES += ["queue-take", "claim-assign", "article-assign", "article-deadline"]
WRITES += ["copy-note-take", "copy-note-aside"]
WRITES += ["confidential-evidence", "confidential-new", "confidential-change", "confidential-people"]
WRITES += ["confidential-approve", "confidential-delete"]
WRITES += ["article-backing", "claim-ask", "claim-note", "article-notes", "question-withdraw"]


@pytest.mark.parametrize("name", WRITES)
def test_whoever_succeeds_has_changed_something(scene: Scene, name: str) -> None:
    """The table's redirections are writes."""
    client, address, form = scene.client("editor"), scene.address(name), scene.good(name)
    before = everything()
    assert client.post(address, form).status_code in (302, 303)
    after = everything()
    assert len(after["claims.Event"]) > len(before["claims.Event"])


@pytest.mark.parametrize(
    "name",
    [
        *WRITES,
        "evidence-share",
        "speaker-register",
        "evidence-keep",
        "article-found",
        "account_login",
        "account_logout",
        "typing",
        "typing-throw",
    ],
)
def test_a_form_without_its_token_is_refused(scene: Scene, name: str) -> None:
    client = scene.client("editor", enforce_csrf_checks=True)
    scene.address(name)
    before = everything()
    for headers in ({}, HTMX, {"X-CSRFToken": "a" * 64}):
        response = client.post(scene.address(name), scene.good(name), headers=headers)
        assert response.status_code == 403
        check_safety(response, name)
    assert everything() == before


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
@pytest.mark.parametrize("name", ["article", "claim-answer", "article-report", "desk"])
def test_other_methods_do_nothing(scene: Scene, name: str, method: str) -> None:
    client = scene.client("editor")
    before = everything()
    assert getattr(client, method)(scene.address(name)).status_code == 405
    assert everything() == before


@pytest.mark.parametrize("name", [name for name in NAMES if TABLES["GET"][name]["editor"] == 200])
def test_head_is_get_without_its_body(scene: Scene, name: str) -> None:
    response = scene.client("editor").head(scene.address(name))
    assert (response.status_code, response.content) == (200, b"")


@pytest.mark.parametrize("pk", [0, 1 << 31, 1 << 63, 1 << 64, 10**30])
@pytest.mark.parametrize("name", ["article", "article-report", "claim", "claim-history"])
def test_a_number_that_nothing_has(scene: Scene, name: str, pk: int) -> None:
    own = str(scene.own.pk if name.startswith("claim") else scene.article.pk)
    address = scene.address(name).replace(own, str(pk))
    response = scene.client("editor").get(address)
    assert response.status_code == 404
    check_safety(response, name)


def test_what_is_not_there_and_what_is_not_theirs_look_alike(scene: Scene) -> None:
    """A 404 tells nobody whether there is such an article."""
    client = scene.client("outsider")
    theirs = client.get(scene.address("article"))
    nowhere = client.get("/articles/987654321/")
    assert theirs.status_code == nowhere.status_code == 404
    token = re.compile(rb'name="(csrfmiddlewaretoken|key)" value="\w+"')
    assert token.sub(b"", theirs.content) == token.sub(b"", nowhere.content)
