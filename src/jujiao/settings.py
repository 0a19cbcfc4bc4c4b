"""Settings, read once from the environment; every name that an operator may set is in docs/operating.md."""

import os
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import pghistory
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from jujiao.kernel.database.alive import check
from jujiao.kernel.machine.messaging.environment import receipts_secret_from, texts_from
from jujiao.kernel.machine.paths import HOME, MEDIA, PACKAGE
from jujiao.kernel.machine.private import keep_private
from jujiao.kernel.machine.site import host_of, source_of, under_each_name
from jujiao.kernel.machine.variables import address, log_level, number

keep_private()


def _flag(name: str, default: bool = False) -> bool:
    return os.environ.get(name, str(int(default))) not in {"", "0", "no", "false"}


def _list(name: str, default: str = "") -> list[str]:
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def _secret_key() -> str:
    """The key from the environment, or one made at the first start and kept readable by us alone."""
    if key := os.environ.get("JUJIAO_SECRET_KEY"):
        return key
    path = HOME / "secret_key"
    if not path.exists():
        from django.core.management.utils import get_random_secret_key

        HOME.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(f".{os.getpid()}")
        fresh.touch(mode=0o600)
        fresh.write_text(get_random_secret_key())
        try:
            # link() refuses to replace: of two first starts at once, one key wins for both.
            os.link(fresh, path)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_text()


def _database(url: str) -> dict[str, object]:
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    host = query.pop("host", parts.hostname or "")
    return {
        "ENGINE": "jujiao.kernel.database.backend",
        "NAME": parts.path.lstrip("/") or "jujiao",
        "USER": unquote(parts.username or "") or query.pop("user", ""),
        "PASSWORD": unquote(parts.password or "") or query.pop("password", ""),
        "HOST": unquote(host),
        "PORT": str(parts.port or query.pop("port", "")),
        "OPTIONS": {
            # A process that freezes in the middle of a transaction must not hold its locks for ever.
            "options": "-c idle_in_transaction_session_timeout=60s",
            # Planned once for a connection, not for each page: most statements cost more to plan than to run.
            "server_side_binding": True,
            "prepare_threshold": 5,
            **query,
            # Longer than a database needs to come back from a crash; a request that waits longer hears that it is away.
            "pool": {"min_size": 1, "max_size": 12, "timeout": 8, "check": check},
        },
        "CONN_HEALTH_CHECKS": True,
    }


def _attachments() -> dict[str, Any]:
    """Where attachments are kept: a folder, or a bucket of any S3. Its keys come from the environment of AWS's own."""
    bucket = os.environ.get("JUJIAO_S3_BUCKET")
    if not bucket:
        return {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    options = {"bucket_name": bucket, "default_acl": None, "file_overwrite": False}
    if url := os.environ.get("JUJIAO_S3_URL"):
        options["endpoint_url"] = address("JUJIAO_S3_URL", url)
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}


DEBUG = _flag("JUJIAO_DEBUG")
SECRET_KEY = _secret_key()
CSRF_TRUSTED_ORIGINS = _list("JUJIAO_ORIGINS")
SITE_URL = address("JUJIAO_SITE_URL", os.environ.get("JUJIAO_SITE_URL", "http://localhost:8000"))
ALLOWED_HOSTS = sorted({*_list("JUJIAO_HOSTS", "localhost,127.0.0.1,[::1]"), host_of(SITE_URL)})
HTTPS = _flag("JUJIAO_HTTPS", SITE_URL.startswith("https://"))

INSTALLED_APPS = [
    "jujiao.drills",
    "jujiao.portal",
    "jujiao.portal.owner",
    "jujiao.service.complaints",
    "jujiao.people.rosters",
    "jujiao.service.desk",
    "jujiao.service.calls",
    "jujiao.service.conversations",
    "jujiao.people.requisitions",
    "jujiao.people.employment",
    "jujiao.cases",
    "jujiao.promises",
    "jujiao.notices.robots",
    "jujiao.notices",
    "jujiao.notices.wechat",
    "jujiao.company.duty",
    "jujiao.company.staff",
    "jujiao.company.rulebook",
    "jujiao.company.estates",
    "jujiao.company.calendar",
    "jujiao.company.accounts",
    "jujiao.kernel",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django_htmx",
    "ninja",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "jujiao.kernel.pages.compressing.CompressMiddleware",
    "jujiao.kernel.pages.caching.NoStoreMiddleware",
    "jujiao.kernel.machine.access_log.AccessLogMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "jujiao.portal.language.PersonLanguageMiddleware",
    "jujiao.kernel.pages.clean_query.CleanQueryMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "jujiao.company.accounts.middleware.PersonMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "jujiao.kernel.database.acting.ActingMiddleware",
    "jujiao.company.staff.middleware.ViewerMiddleware",
    "jujiao.company.accounts.middleware.SecondFactorMiddleware",
    "jujiao.portal.errors.UnableMiddleware",
]

ROOT_URLCONF = "jujiao.portal.urls"
WSGI_APPLICATION = "jujiao.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "jujiao.portal.navigation.navigation",
                "jujiao.portal.helping.touring",
            ],
            "builtins": [
                "django.templatetags.cache",
                "django.templatetags.i18n",
                "django.templatetags.static",
                "jujiao.kernel.templatetags.parts",
            ],
        },
    }
]

DATABASES = {"default": _database(address("DATABASE_URL", os.environ.get("DATABASE_URL", "postgresql:///jujiao")))}
CACHES = {
    # Nothing is kept here: what must count over every web process, however many try to flood it, has a table.
    "default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
    # What pages have in common is drawn once by each process; `{% cache %}` looks for it under this name.
    "template_fragments": {
        "BACKEND": f"django.core.cache.backends.{'dummy.DummyCache' if DEBUG else 'locmem.LocMemCache'}",
        "LOCATION": "template_fragments",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["jujiao.company.accounts.backends.AccountBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "portal:home"
SESSION_ENGINE = "jujiao.company.accounts.sessions"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_SAVE_EVERY_REQUEST = False
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
BEHIND_PROXY = _flag("JUJIAO_BEHIND_PROXY")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "jujiao.portal.errors.csrf_failure"

LIVE_URL = address("JUJIAO_LIVE_URL", os.environ.get("JUJIAO_LIVE_URL", ""))
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF, CSP.NONCE],
    "img-src": [CSP.SELF, "data:", "blob:"],
    "media-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF, *map(source_of, under_each_name(LIVE_URL) if LIVE_URL else [])],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Simplified Chinese")), ("en", _("English"))]
LOCALE_PATHS = [PACKAGE / "locale"]  # what is compiled of the words of all apps and of the rules
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS = [folder for folder in [HOME / "assets"] if folder.is_dir()]  # not there before a first run
STORAGES = {
    "default": _attachments(),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG
MEDIA_ROOT = MEDIA
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS, FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o600, 0o700
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "jujiao.kernel.machine.front.uploads.NamelessUploadHandler",
]

MAILERS = {
    "default": (
        {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {
                "host": os.environ["JUJIAO_MAIL_HOST"],
                "port": number("JUJIAO_MAIL_PORT", os.environ.get("JUJIAO_MAIL_PORT", "25")),
                "username": os.environ.get("JUJIAO_MAIL_USER", ""),
                "password": os.environ.get("JUJIAO_MAIL_PASSWORD", ""),
                "use_tls": _flag("JUJIAO_MAIL_TLS"),
                "timeout": 20,
            },
        }
        if os.environ.get("JUJIAO_MAIL_HOST")
        else {"BACKEND": "django.core.mail.backends.console.EmailBackend"}
    )
}
DEFAULT_FROM_EMAIL = os.environ.get("JUJIAO_MAIL_FROM", "jujiao@localhost")
TEXTS = texts_from(os.environ)
RECEIPTS_SECRET = receipts_secret_from(os.environ)

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
PGHISTORY_APPEND_ONLY = True
PGHISTORY_DEFAULT_TRACKERS = (pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
# A record is read by its row, and by what was done together. An index for each column that points elsewhere would cost
# more than the record itself, and nobody asks by it.
PGHISTORY_FOREIGN_KEY_FIELD = pghistory.ForeignKey(db_index=False)
PGHISTORY_OBJ_FIELD = pghistory.ObjForeignKey(db_index=True)
PGHISTORY_CONTEXT_FIELD = pghistory.ContextForeignKey(db_index=True)
PGHISTORY_MIDDLEWARE_METHODS = ("POST", "PUT", "PATCH", "DELETE")

LOG_LEVEL = os.environ.get("JUJIAO_LOG_LEVEL")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"by_pattern": {"()": "jujiao.kernel.machine.request_log.ByPattern"}},
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": log_level("JUJIAO_LOG_LEVEL", LOG_LEVEL or "WARNING")},
    "loggers": {
        "jujiao": {"level": log_level("JUJIAO_LOG_LEVEL", LOG_LEVEL or "INFO")},
        "django.request": {"filters": ["by_pattern"]},
        # They write down each address that is called, with a robot's key or a phone number in it.
        "httpx": {"level": "WARNING"},
        "httpcore": {"level": "WARNING"},
    },
}

from jujiao.company.accounts.allauth_settings import *  # noqa: E402, F403
