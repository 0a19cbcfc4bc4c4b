"""What people hold that posts ask for, and what bars them."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Least
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jujiao.company.staff.models.employees import Employee
from jujiao.company.staff.models.posts import Post
from jujiao.kernel.choices import ColouredChoices
from jujiao.rules.people.credentials import REVIEW_YEARS, SPECIAL_WORK


class CredentialKind(ColouredChoices):
    """What somebody may hold (证件); see `rules.people.credentials`."""

    GUARD = "guard", "red", _("Guard's licence")
    ELECTRICIAN = "electrician", "orange", _("Electrician, low voltage")
    HIGH_VOLTAGE = "high_voltage", "orange", _("Electrician, high voltage")
    HEIGHTS = "heights", "orange", _("Work at heights")
    WELDING = "welding", "orange", _("Welding and cutting")
    REFRIGERATION = "refrigeration", "orange", _("Refrigeration and air conditioning")
    LIFT = "lift", "blue", _("Safety of lifts")
    FIRE = "fire", "blue", _("Fire-fighting installations")
    HEALTH = "health", "green", _("Health certificate")
    INDUCTION = "induction", "teal", _("Safety induction")


class RevokedAs(ColouredChoices):
    """Why a credential counts no more: the authority withdrew it, or it was entered wrongly and never counted."""

    REVOKED = "revoked", "red", pgettext_lazy("of a credential", "Revoked")
    VOID = "void", "secondary", pgettext_lazy("of a credential", "Entered wrongly")


REVIEWED = models.Case(
    models.When(
        kind__in=sorted(SPECIAL_WORK),
        then=models.Func(
            Coalesce("reviewed_on", "starts_on"),
            template=f"((%(expressions)s - 1) + interval '{REVIEW_YEARS} years')::date",
        ),
    ),
    output_field=models.DateField(),
)
"""The last day before the next review of special work; see `rules.people.credentials.last_day_of`."""
REVOKED = models.Func("revoked_on", template="(%(expressions)s - 1)", output_field=models.DateField())


@pghistory.track(exclude=["number", "last_day"])
class Credential(models.Model):
    """A paper that an employee holds (证件), or a training that they passed. Nothing of it is changed later: what is
    renewed is another row, what was wrong is void.

    It counts once somebody else than whoever wrote it down has seen it. `ends_on` is the last day that it names; of
    special work, `reviewed_on` is its last review (复审). `last_day` is the last one on which it counts by all of that,
    None without an end: the database computes it, the worker and the lists compare."""

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="credentials")
    kind = models.CharField(_("kind"), max_length=16, choices=CredentialKind.choices)
    number = models.CharField(_("number"), max_length=40, blank=True)
    issuer = models.CharField(_("issued by"), max_length=80, blank=True)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    reviewed_on = models.DateField(_("last review"), null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    verified_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    verified_at = models.DateTimeField(_("verified at"), null=True)
    revoked_as = models.CharField(max_length=8, choices=RevokedAs.choices, blank=True)
    revoked_on = models.DateField(_("revoked on"), null=True, blank=True)
    last_day = models.GeneratedField(
        expression=Least("ends_on", REVIEWED, REVOKED), output_field=models.DateField(), db_persist=True
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="credential_days_in_order"
            ),
            models.CheckConstraint(
                condition=Q(verified_by__isnull=True) | ~Q(verified_by=F("recorded_by")),
                name="credential_second_person",
            ),
            models.CheckConstraint(
                condition=Q(verified_by__isnull=True) | Q(verified_at__isnull=False), name="credential_verified_when"
            ),
            models.CheckConstraint(
                condition=Q(revoked_as="", revoked_on__isnull=True) | (~Q(revoked_as="") & Q(revoked_on__isnull=False)),
                name="credential_revoked_when",
            ),
        ]
        indexes = [models.Index(fields=["employee", "kind"], name="credential_held")]

    @property
    def kind_choice(self) -> CredentialKind:
        return CredentialKind(self.kind)

    @property
    def is_void(self) -> bool:
        return self.revoked_as == RevokedAs.VOID


@pghistory.track()
class PostRequirement(models.Model):
    """A credential that a post asks of its holder (任职资格), beside what a guard and special work ask by law."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="requirements")
    kind = models.CharField(_("credential"), max_length=16, choices=CredentialKind.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "kind"], name="requirement_once")]

    @property
    def kind_choice(self) -> CredentialKind:
        return CredentialKind(self.kind)


class BarKind(models.TextChoices):
    """保安服务管理条例 17; see `rules.people.eligibility`."""

    CONFINED = "confined", _("Confined, or held by the police three times or more (17.1)")
    CONVICTED = "convicted", _("Punished for a crime committed on purpose (17.2)")
    REVOKED = "revoked", _("Guard's licence revoked (17.3)")


class Bar(models.Model):
    """What bars somebody from the work of a guard (不得担任保安员), since a day. Rows stay; what was wrong is struck.

    Outside of the audit's pictures of rows: that there was a change is on the timeline of the personal file."""

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="bars")
    kind = models.CharField(max_length=10, choices=BarKind.choices)
    since = models.DateField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    struck_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "kind", "since"], condition=Q(struck_at__isnull=True), name="bar_once"
            )
        ]
