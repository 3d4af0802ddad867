"""The newsroom's one settings file. Production is the default.

Whatever differs between machines comes from the environment through `newsroom.env`, and is described in
docs/settings.md. `manage.py up` sets what a newsroom on one's own machine needs.
"""

from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from newsroom import env
from newsroom.broker import celery_settings
from newsroom.databases import database
from newsroom.mail import mail_settings
from newsroom.oidc import providers, single_sign_on
from newsroom.stores import evidence_store

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env.text("NEWSROOM_DATA", str(BASE_DIR / ".data"))).absolute()

DEBUG = env.flag("DEBUG", False)
SECRET_KEY = env.text("SECRET_KEY")
HISTORY_KEY = env.text("HISTORY_KEY")  # signs the chain of events; never in the database
SAMPLE_ALLOWED = env.flag(
    "SAMPLE_ALLOWED", False
)  # whether `manage.py sample` may make people with passwords

# Who may ask
HTTPS = env.flag("HTTPS", True)
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")
BEHIND_PROXY = env.flag("BEHIND_PROXY", False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# The house
INSTALLED_APPS = [
    "newsroom",
    "claims",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]
MIDDLEWARE = [
    "newsroom.logs.RequestId",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # pages; it varies its length, against BREACH
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "newsroom.health.Probes",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "newsroom.sessions.SessionLimits",
    "allauth.account.middleware.AccountMiddleware",
    "newsroom.sessions.SecondFactor",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "newsroom.urls"
ASGI_APPLICATION = "newsroom.asgi.application"
WSGI_APPLICATION = "newsroom.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

# Django's own widgets, drawn by Jinja2: a page of forms has dozens, and its own engine takes five times as long
FORM_RENDERER = "django.forms.renderers.Jinja2"

# The database: what the application connects with, and what migrations do
DATABASE_URL = env.url("DATABASE_URL", "postgresql", "postgres")
DATABASE_OWNER_URL = env.url("DATABASE_OWNER_URL", "postgresql", "postgres")
DATABASE_POOL = env.whole("DATABASE_POOL", 0)
DATABASES: dict[str, dict[str, Any]] = {}
DATABASE_OWNER: dict[str, Any] = {}
if DATABASE_URL:
    DATABASES["default"] = database(DATABASE_URL, as_app=True, pool=DATABASE_POOL)
    DATABASE_OWNER = (
        database(DATABASE_OWNER_URL, name="DATABASE_OWNER_URL", as_app=False)
        if DATABASE_OWNER_URL
        else database(DATABASE_URL, as_app=False)
    )
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The broker and its work. A split whose heartbeat is older than SPLIT_OVERDUE_SECONDS is taken up again.
REDIS_URL = env.url("REDIS_URL", "redis", "rediss", "unix")
SPLIT_SOFT_SECONDS = env.seconds("SPLIT_SOFT_SECONDS", 300)
SPLIT_HARD_SECONDS = env.seconds("SPLIT_HARD_SECONDS", 360)
VISIBILITY_SECONDS = env.seconds("VISIBILITY_SECONDS", 420)
SPLIT_OVERDUE_SECONDS = env.seconds("SPLIT_OVERDUE_SECONDS", 15)
SWEEP_SECONDS = env.seconds("SWEEP_SECONDS", 5)
CAPTURE_RETRY_SECONDS = env.seconds("CAPTURE_RETRY_SECONDS", 20)
# The one way by which pages are fetched for confidential desks; without it none is.
CONFIDENTIAL_FETCH_PROXY = env.url("CONFIDENTIAL_FETCH_PROXY", "http", "https")
CELERY = celery_settings(
    REDIS_URL,
    soft=SPLIT_SOFT_SECONDS,
    hard=SPLIT_HARD_SECONDS,
    visibility=VISIBILITY_SECONDS,
    sweep=SWEEP_SECONDS,
)

# Together: how long a page that has gone quiet counts as open, and how long what was typed and not stored is kept
PRESENCE_SECONDS = env.seconds("PRESENCE_SECONDS", 10)
TYPING_KEPT_DAYS = env.whole("TYPING_KEPT_DAYS", 14)

# Other systems: how often one token may call, how long its calls are listed, which hosts inside may be told
API_CALLS_A_MINUTE = env.whole("API_CALLS_A_MINUTE", 120, least=1)
API_LOG_DAYS = env.whole("API_LOG_DAYS", 30, least=1)
WEBHOOK_HOSTS = env.words("WEBHOOK_HOSTS")
WEBHOOK_RETRY_SECONDS = env.seconds("WEBHOOK_RETRY_SECONDS", 30)

# Mail: a link and no copy. Without EMAIL_URL people are told in the page alone.
SITE_URL = env.url("SITE_URL", "http", "https")
MAIL_FROM = env.text("MAIL_FROM")
EMAIL_URL = env.url("EMAIL_URL", "smtp", "smtps", "file")
globals().update(mail_settings(EMAIL_URL, site=SITE_URL, sender=MAIL_FROM))

# After how long without a good backup, or a good trial of one, something is wrong; 0: none is expected.
BACKUP_EXPECTED_HOURS = env.whole("BACKUP_EXPECTED_HOURS", 26)
DRILL_EXPECTED_DAYS = env.whole("DRILL_EXPECTED_DAYS", 35)

# What a report says of the newsroom that made it.
PUBLISHER = {
    "name": env.text("PUBLISHER_NAME"),
    "url": env.url("PUBLISHER_URL", "http", "https"),
    "contact": env.text("PUBLISHER_CONTACT"),
    "corrections_url": env.url("CORRECTIONS_URL", "http", "https"),
}

# People
AUTH_USER_MODEL = "claims.User"
AUTHENTICATION_BACKENDS = ["newsroom.backend.Backend"]
LOGIN_URL = LOGOUT_REDIRECT_URL = "account_login"
LOGIN_REDIRECT_URL = "desk"
SESSION_IDLE_SECONDS = env.seconds("SESSION_IDLE_SECONDS", 2 * 3600)
SESSION_SECONDS = env.seconds("SESSION_SECONDS", 14 * 3600)
INVITATION_DAYS = env.whole("INVITATION_DAYS", 7, least=1)
SECOND_FACTOR = env.one_of("SECOND_FACTOR", "CHOICE", "EDITORS", "EVERYBODY")
SECRETS_KEYS = env.words("SECRETS_KEYS")  # the first encrypts, each decrypts; never in the database
ACCOUNT_ADAPTER = "newsroom.accounts.Accounts"
MFA_ADAPTER = "newsroom.accounts.SecondFactors"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # addresses are set by administrators
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = bool(EMAIL_URL)
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_FORMS = {"login": "newsroom.accounts.SignInForm"}
ALLAUTH_TRUSTED_PROXY_COUNT = int(BEHIND_PROXY)
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Newsroom"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS  # browsers allow it on localhost alone
MFA_WEBAUTHN_USER_VERIFICATION = "required"
# Single sign-on: off unless OIDC_ISSUER names a provider
OIDC = single_sign_on(https=HTTPS)
SOCIALACCOUNT_PROVIDERS = providers(OIDC)
SOCIALACCOUNT_ADAPTER = "newsroom.single_sign_on.SingleSignOn"
SOCIALACCOUNT_STORE_TOKENS = False
# Tries are counted in the database: a broker that fails must keep nobody out, and let nobody try on.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "newsroom_tries"}}
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]

# Safety
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz|metrics)$"]
SECURE_HSTS_SECONDS = env.whole("HSTS_SECONDS", 31_536_000) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = int(SESSION_SECONDS)
if HTTPS:  # bound to this host, and set by it alone
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
CSRF_COOKIE_HTTPONLY = True
# A file that is uploaded stays in memory, so that a confidential one is written nowhere before it is encrypted.
FILE_UPLOAD_MAX_MEMORY_SIZE = 27 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024  # 1,000,000 code points, form-encoded, fit

# Words, time, files
LANGUAGE_CODE = "en-us"
USE_TZ = True
TIME_ZONE = env.text("TIME_ZONE", "UTC")
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
    # Kept copies of evidence: outside the web root, under made-up names.
    "evidence": evidence_store(env.url("EVIDENCE_STORE_URL", "file", "s3"), DATA_DIR),
}

METRICS_TOKEN = env.text("METRICS_TOKEN")  # who sends it is given /metrics
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"()": "newsroom.logs.OneLine", "format": "%(levelname)s %(name)s: %(message)s"},
        "json": {"()": "newsroom.logs.Json"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": env.one_of("LOG_FORMAT", "LINE", "JSON").lower(),
        }
    },
    "root": {"handlers": ["console"], "level": env.one_of("LOG_LEVEL", "WARNING", "DEBUG", "INFO", "ERROR")},
    "loggers": {"django": {"handlers": [], "propagate": True}},
}
