"""Places and the people who live in them."""

import pghistory
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from jujiao.company.estates.keys import PlaceKey
from jujiao.company.estates.place import Place
from jujiao.kernel.choices import ColouredChoices
from jujiao.kernel.database.pairs import Pairs
from jujiao.rules.phones import NORMAL

STAY = models.Func("moved_in", "moved_out", models.Value("[]"), function="daterange", output_field=DateRangeField())
"""The days of living somewhere, both ends included, without end while nobody has moved out."""

IN_ORDER = models.Func(
    models.F("code"),
    template=" || ".join(f"lpad(split_part(%(expressions)s, '-', {part}), 20, '0')" for part in (1, 2, 3)),
    output_field=models.CharField(max_length=60),
)
"""A room's code with its parts padded, so that 2-1-101 comes before 10-1-101."""


@pghistory.track()
class Company(models.Model):
    """The property company (物业公司) whose regulation is in force."""

    name = models.CharField(_("name"), max_length=80, unique=True)

    def __str__(self) -> str:
        return self.name

    @property
    def place(self) -> Place:
        """The company alone."""
        return Place(self.pk)


@pghistory.track()
class Estate(models.Model):
    """A residential estate (小区). `code` leads the numbers of its cases; `desk_phone` is the number of its front desk
    (客服电话) in the normal form of rules.phones, "" where owners are to be shown none."""

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="estates")
    name = models.CharField(_("name"), max_length=80)
    code = models.CharField(_("code"), max_length=8, unique=True)
    desk_phone = models.CharField(_("front desk's phone"), max_length=20, blank=True, default="", db_default="")
    version = models.PositiveIntegerField(default=1, db_default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(desk_phone="") | models.Q(desk_phone__regex=NORMAL), name="desk_phone_normal"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def place(self) -> Place:
        return Place(self.company_id, self.pk)


@pghistory.track(exclude=["key"])
class Building(models.Model):
    """A building (楼栋) of an estate. `key`, from rules.places, is the same for 62栋 and 六十二栋."""

    estate = models.ForeignKey(Estate, on_delete=models.PROTECT, related_name="buildings")
    name = models.CharField(_("building"), max_length=20)
    key = PlaceKey()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["estate", "key"], name="building_once")]

    def __str__(self) -> str:
        return self.name


@pghistory.track(exclude=["key"])
class Unit(models.Model):
    """A unit (单元): one stairway of a building. A villa or a shop stands in one without a name."""

    building = models.ForeignKey(Building, on_delete=models.PROTECT, related_name="units")
    name = models.CharField(_("unit"), max_length=20, blank=True)
    key = PlaceKey()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["building", "key"], name="unit_once")]

    def __str__(self) -> str:
        return self.name


@pghistory.track(exclude=["sort", "key"])
class Room(models.Model):
    """A room (房屋). `code` is building-unit-number, e.g. 3-2-1201, as people say and type it; `key` is the same for
    every way to write that place."""

    estate = models.ForeignKey(Estate, on_delete=models.PROTECT, related_name="rooms")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="rooms")
    number = models.CharField(_("number"), max_length=20)
    code = models.CharField(_("room"), max_length=64)
    key = PlaceKey(of="code")
    sort = models.GeneratedField(expression=IN_ORDER, output_field=models.CharField(max_length=60), db_persist=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["estate", "key"], name="room_once")]
        indexes = [
            GinIndex(fields=["code"], opclasses=["gin_trgm_ops"], name="room_code_trgm"),
            GinIndex(fields=["key"], opclasses=["gin_trgm_ops"], name="room_key_trgm"),
            GinIndex(Pairs("key"), name="room_pairs"),
            models.Index(fields=["estate", "sort", "id"], name="room_in_order"),
        ]

    def __str__(self) -> str:
        return self.code


@pghistory.track()
class Person(models.Model):
    """An owner, tenant or family member (业主/住户成员). `pinyin`, from names.pinyin_of, sorts and finds names without
    an ICU database; `phone`, from contact.clean_phone, is what the person's code is sent to."""

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="people")
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="person"
    )
    name = models.CharField(_("name"), max_length=80)
    pinyin = models.CharField(max_length=600, blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(phone="") | models.Q(phone__regex=NORMAL), name="person_phone_normal"
            )
        ]
        indexes = [
            models.Index(fields=["phone"], name="person_phone"),
            GinIndex(fields=["phone"], opclasses=["gin_trgm_ops"], name="person_phone_trgm"),
            GinIndex(fields=["name"], opclasses=["gin_trgm_ops"], name="person_name_trgm"),
            GinIndex(fields=["pinyin"], opclasses=["gin_trgm_ops"], name="person_pinyin_trgm"),
            GinIndex(Pairs("name"), name="person_pairs"),
            models.Index(fields=["company", "pinyin", "id"], name="person_in_order"),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class PersonPhone(models.Model):
    """A further number of a person (其他电话) with a word for whose it is or where it rings (妻, 办公室); or, where it
    is the same as the person's `phone`, the word for that one. It is called and searched for, and proves nothing.

    `ended_at` is when it was taken off the record."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="phones")
    phone = models.CharField(_("phone"), max_length=20)
    word = models.CharField(_("whose"), max_length=20, blank=True)
    added_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "phone"], condition=models.Q(ended_at__isnull=True), name="person_phone_once"
            ),
            models.CheckConstraint(condition=models.Q(phone__regex=NORMAL), name="further_phone_normal"),
        ]
        indexes = [
            models.Index(fields=["phone"], condition=models.Q(ended_at__isnull=True), name="further_phone"),
            GinIndex(fields=["phone"], opclasses=["gin_trgm_ops"], name="further_phone_trgm"),
        ]


@pghistory.track()
class Household(models.Model):
    """The people of one room over one time (住户); one household at a time, dates inclusive, local."""

    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="households")
    moved_in = models.DateField(_("moved in"))
    moved_out = models.DateField(_("moved out"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["room"], condition=models.Q(moved_out__isnull=True), name="household_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(moved_out__isnull=True) | models.Q(moved_out__gte=models.F("moved_in")),
                name="household_dates_in_order",
            ),
            ExclusionConstraint(
                name="household_no_overlap",
                expressions=[("room", RangeOperators.EQUAL), (STAY, RangeOperators.OVERLAPS)],
            ),
        ]


class Relation(ColouredChoices):
    """What a person is to a household."""

    OWNER = "owner", "blue", _("Owner")
    FAMILY = "family", "teal", _("Family")
    TENANT = "tenant", "orange", _("Tenant")


@pghistory.track()
class Residency(models.Model):
    """A person's part in a household, with the dates of moving in and out (inclusive, local)."""

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="residencies")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="residencies")
    relation = models.CharField(_("relation"), max_length=10, choices=Relation.choices)
    moved_in = models.DateField(_("moved in"))
    moved_out = models.DateField(_("moved out"), null=True, blank=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="residency_once",
                expressions=[
                    ("household", RangeOperators.EQUAL),
                    ("person", RangeOperators.EQUAL),
                    (STAY, RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                condition=models.Q(moved_out__isnull=True) | models.Q(moved_out__gte=models.F("moved_in")),
                name="residency_dates_in_order",
            ),
        ]

    @property
    def relation_choice(self) -> Relation:
        return Relation(self.relation)


class Settled(ColouredChoices):
    """How a change of number ended its wait before the wait was over by itself."""

    OLD_NUMBER = "old_number", "green", _("Confirmed from the former number")
    COLLEAGUE = "colleague", "green", _("Confirmed by a colleague")
    REFUSED = "refused", "red", _("Refused from the former number")
    REPLACED = "replaced", "secondary", _("Changed once more")


@pghistory.track()
class PhoneChange(models.Model):
    """Another number for a person (手机号变更). `old` is the last number that was proven: until `holds_from`, or until
    the change is settled, that one signs in and `new` does not.

    `changed_by_role` is the role by which it was changed; at most one change of a person is not settled."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="phone_changes")
    old = models.CharField(_("former number"), max_length=20, blank=True)
    new = models.CharField(_("new number"), max_length=20, blank=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    changed_by_role = models.CharField(max_length=20, blank=True)
    changed_at = models.DateTimeField()
    holds_from = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    settled_how = models.CharField(max_length=10, blank=True, choices=Settled.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(settled_at__isnull=True), name="phone_change_one_at_a_time"
            )
        ]
        indexes = [models.Index(fields=["old"], condition=models.Q(settled_at__isnull=True), name="phone_change_old")]
