"""Accounts: who can sign in, by which means, and the tokens of the API."""

from typing import Any, ClassVar

import pghistory
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from jujiao.rules.phones import NORMAL

MOST_VIEWS = 12
"""Views that a person may have of one list."""


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(username=username)


@pghistory.track(exclude=["password", "last_login", "toured"])
class User(AbstractBaseUser):
    """A person who signs in (账号): staff by `username` and password, residents by `phone` and a code sent to it.

    What the person may do follows from their posts and homes, never from this row. `phone`, in its normal form, is
    the number by which a resident signed in last; who may sign in by which number is asked of people.py, so an account
    whose number has passed to somebody else has none. `toured`: the tour of the first page was ended once. Counting
    `session_epoch` up ends every session of the person."""

    username = models.CharField(_("username"), max_length=60, unique=True, null=True, blank=True)
    phone = models.CharField(_("phone"), max_length=20, null=True, blank=True)
    phone_verified = models.BooleanField(default=False)
    email = models.EmailField(_("e-mail"), blank=True)
    name = models.CharField(_("name"), max_length=80)
    language = models.CharField(max_length=10, default="zh-hans")
    large_type = models.BooleanField(default=False, db_default=False)
    toured = models.BooleanField(default=False, db_default=False)
    is_active = models.BooleanField(default=True)
    session_epoch = models.PositiveIntegerField(default=1)
    date_joined = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(phone__isnull=True) | models.Q(phone__regex=NORMAL), name="user_phone_normal"
            )
        ]
        indexes = [models.Index(fields=["phone"], condition=models.Q(phone__isnull=False), name="user_phone")]

    asked_with: list[Any] | None = None
    """What was asked about the person in the same statement (see `asked_with`)."""

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name

    @property
    def is_staff_account(self) -> bool:
        """Whether the person signs in at the staff's door: who has a username never signs in by a phone code."""
        return self.username is not None

    def _get_session_auth_hash(self, secret: str | bytes | None = None) -> str:
        """What a session must match: a new password or a new epoch ends it."""
        content = f"{self.password}:{self.session_epoch}"
        return salted_hmac("jujiao.accounts.session", content, secret=secret, algorithm="sha256").hexdigest()


@pghistory.track(exclude=["digest", "last_used_at"])
class ApiToken(models.Model):
    """A token of the API: acts as its user; only the sha-256 of the secret is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tokens")
    label = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)


class Tally(models.Model):
    """How many tries there were of one kind by or at one thing, until `until`, when they are forgotten (尝试次数).

    `key` is a keyed hash of what is counted: no name, number or address can be read from it. Rows are written by one
    statement that counts and answers, so that tries at the same moment are all counted."""

    key = models.CharField(max_length=64, primary_key=True)
    kind = models.CharField(max_length=40)
    count = models.PositiveIntegerField()
    until = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["until"], name="tally_forgotten")]


class KnownSource(models.Model):
    """A device or an address from which an account has signed in (常用设备、地址): `key` is a keyed hash of which."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="known_sources", db_index=False)
    key = models.CharField(max_length=64)
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="known_source_once")]
        indexes = [models.Index(fields=["seen_at"], name="known_source_forgotten")]


@pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), exclude=["data", "last_used_at"]
)
class SecondFactor(Authenticator):  # type: ignore[misc]
    """A second factor (二次验证) in allauth's table: here so that its coming and going is audited, without secrets."""

    class Meta:
        proxy = True


class NumberMisses(models.Model):
    """How many numbers a person has looked for in vain, in the present window of each kind (number_search.WINDOWS).

    `since` counts windows from the epoch. Written by one statement of the database alone."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=8)
    since = models.BigIntegerField()
    misses = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "kind"], name="number_misses_once")]


class SavedView(models.Model):
    """Filters and an order of a list under a name (保存的视图), one person's alone; `list` is the name of the list's
    address, `query` what stands in its URL, `place` counts from 1. It is not recorded: the words that somebody looks
    for may be a name or a number, and go with the view."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="saved_views", db_index=False)
    list = models.CharField(max_length=60)
    name = models.CharField(max_length=30)
    query = models.CharField(max_length=1500)
    place = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "list", "name"], deferrable=models.Deferrable.DEFERRED, name="saved_view_name_once"
            ),
            models.UniqueConstraint(
                fields=["user", "list", "place"],
                deferrable=models.Deferrable.DEFERRED,
                name="saved_view_place_once",
            ),
            models.CheckConstraint(
                condition=models.Q(place__gte=1, place__lte=MOST_VIEWS), name="saved_view_not_too_many"
            ),
        ]
