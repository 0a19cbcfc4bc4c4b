"""Hiring, correcting and leaving."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from jujiao.company.accounts.models import User
from jujiao.company.accounts.operations import close_account, give_email, open_staff_account
from jujiao.company.estates.contact import clean_phone
from jujiao.company.estates.models import Company
from jujiao.company.estates.names import pinyin_of
from jujiao.company.estates.operations.people import REVEAL, clean_name, clean_reason
from jujiao.company.staff.models import Assignment, Deputy, Employee, Employment
from jujiao.company.staff.operations.handing_over import hand_over_later
from jujiao.company.staff.operations.keeping import last_spell, locked, sensible
from jujiao.company.staff.operations.posts import NewPost, give
from jujiao.company.staff.permissions import permit_over, permit_post
from jujiao.company.staff.queries import today
from jujiao.kernel.database import freshness
from jujiao.kernel.errors import NotAllowed, UnableTo
from jujiao.kernel.pages.words import day_words, moment_words
from jujiao.kernel.record.access import SYSTEM, Viewer
from jujiao.kernel.record.timeline import note
from jujiao.rules.staff_numbers import alike_pattern, plain_number
from jujiao.rules.texts import says_anything


class UnableToHire(UnableTo):
    """The staff number is empty or taken, or there is no post."""


class UnableToLeave(UnableTo):
    """The dates contradict each other, or the person still stands in for somebody."""


class UnableToRevealNumber(UnableTo):
    """No reason was given, or there is no number."""


@transaction.atomic
def hire(
    *,
    company: Company,
    number: str,
    name: str,
    joined_on: date,
    posts: Sequence[NewPost],
    actor: Viewer,
    now: datetime,
    username: str = "",
    phone: str = "",
    email: str = "",
) -> Employee:
    """A new employee (入职) with an account and at least one post; the user name is the staff number unless given."""
    sensible(joined_on, now)
    employee = Employee(
        company=company,
        number=_clean_number(number),
        name=clean_name(name),
        phone=clean_phone(phone),
        joined_on=joined_on,
    )
    if not posts:
        raise UnableToHire(_("Give the new employee a post."))
    for post in posts:
        permit_post(actor, employee, post.role, post.estate)
    employee.pinyin = pinyin_of(employee.name)
    employee.user = open_staff_account(
        username=username.strip() or employee.number, name=employee.name, email=email, actor=actor, now=now
    )
    _one_number(employee, lambda: employee.save(force_insert=True))
    given = [give(employee, post, now) for post in posts]
    note(
        employee,
        "hire",
        actor,
        now,
        estate_id=given[0].estate_id,
        day=joined_on,
        posts=[each.pk for each in given],
        title=given[0].title,
    )
    return employee


@transaction.atomic
def edit_employee(
    *,
    employee: Employee,
    number: str,
    name: str,
    phone: str,
    joined_on: date,
    version: int,
    actor: Viewer,
    now: datetime,
    email: str | None = None,
) -> Employee:
    """An employee's number, name, phone, e-mail (None: as it is) and first day as they are; Stale where somebody edited
    them since."""
    permit_over(actor, employee)
    employee = locked(employee)
    freshness.check(given=version, current=employee.version, sentence=_("Somebody has edited this employee since."))
    sensible(joined_on, now)
    new = {
        "number": _clean_number(number),
        "name": clean_name(name),
        "phone": clean_phone(phone),
        "joined_on": joined_on,
    }
    changed = [column for column, value in new.items() if getattr(employee, column) != value]
    changed += ["email"] if give_email(user=employee.user, email=email) else []
    if not changed:
        return employee
    _first_day(employee, joined_on, now)
    for column, value in new.items():
        setattr(employee, column, value)
    employee.pinyin = pinyin_of(employee.name)
    employee.version += 1
    _one_number(employee, lambda: employee.save(update_fields=[*new, "pinyin", "version"]))
    if "name" in changed:
        User.objects.filter(pk=employee.user_id).update(name=employee.name)
    note(employee, "edit_employee", actor, now, fields=changed)
    return employee


@transaction.atomic
def leave(*, employee: Employee, left_on: date, version: int, actor: Viewer, now: datetime) -> Employee:
    """An employee leaves (离职); `left_on` is the last day. When it comes, what they have in hand goes to those who
    answer for it; posts end with it, and once it is over the account closes."""
    permit_over(actor, employee)
    employee = locked(employee)
    freshness.check(given=version, current=employee.version, sentence=_("Somebody has edited this employee since."))
    if employee.left_on:
        raise UnableToLeave(
            _("%(name)s has left on %(day)s already.")
            % {"name": employee.name, "day": day_words(employee.left_on, now)}
        )
    may_end(employee, left_on, now)
    employee.left_on = left_on
    employee.version += 1
    employee.save(update_fields=["left_on", "version"])
    end_posts(employee, left_on)
    note(employee, "leave", actor, now, day=left_on)
    hand_over_later(employee, now)
    if left_on < today(now):
        close_account(user=employee.user, actor=actor, now=now)
    return employee


def may_end(employee: Employee, left_on: date, now: datetime) -> None:
    """UnableToLeave or UnableToDate where this cannot be the person's last day."""
    sensible(left_on, now)
    joined_on = last_spell(employee).starts_on
    if left_on < joined_on:
        raise UnableToLeave(
            _("%(name)s joined on %(day)s and cannot leave before.")
            % {"name": employee.name, "day": day_words(joined_on, now)}
        )
    _stands_in_for_nobody(employee, left_on, now)


def end_posts(employee: Employee, left_on: date) -> None:
    """No post goes on after the last day, and none begins."""
    posts = Assignment.objects.filter(employee=employee)
    posts.filter(starts_on__gt=left_on).delete()
    posts.exclude(ends_on__lte=left_on).update(ends_on=left_on, version=F("version") + 1)


@transaction.atomic
def reveal_employee_phone(*, employee: Employee, reason: str, actor: Viewer, now: datetime) -> str:
    """A colleague's whole number, for a reason that stays on record with who asked and when."""
    if actor != SYSTEM and (actor.company_id != employee.company_id or not actor.has(*REVEAL)):
        raise NotAllowed(_("This person's data are for others to handle."))
    reason = clean_reason(reason, UnableToRevealNumber)
    employee = locked(employee)
    if not employee.phone:
        raise UnableToRevealNumber(_("There is no phone number on record."))
    note(employee, "reveal_phone", actor, now, text=reason)
    return employee.phone


def _clean_number(number: str) -> str:
    number = plain_number(number)
    if not says_anything(number) or len(number) > 20 or not number.isprintable():
        raise UnableToHire(_("Write a staff number of up to 20 characters."))
    return number


def _one_number(employee: Employee, save: Callable[[], object]) -> None:
    """Saves, unless somebody else has the number, or one that differs by zeros in front alone. The first is held by the
    database; the second is a slip of whoever types it, and asked without a lock."""
    others = (
        Employee.objects.filter(company=employee.company_id).exclude(pk=employee.pk).exclude(number=employee.number)
    )
    if alike := others.filter(number__iregex=alike_pattern(employee.number)).first():
        raise UnableToHire(
            _("The staff number %(number)s is too like %(other)s, that of %(name)s: it differs by zeros alone.")
            % {"number": employee.number, "other": alike.number, "name": alike.name}
        )
    try:
        with transaction.atomic():
            save()
    except IntegrityError as error:
        raise UnableToHire(
            _("The staff number %(number)s belongs to somebody else.") % {"number": employee.number}
        ) from error


def _first_day(employee: Employee, joined_on: date, now: datetime) -> None:
    first = Assignment.objects.filter(employee=employee).order_by("starts_on").first()
    if first and first.starts_on < joined_on:
        raise UnableToHire(
            _("The first post began on %(day)s: the first day cannot lie after that.")
            % {"day": day_words(first.starts_on, now)}
        )
    first_spell = Employment.objects.filter(employee=employee).order_by("starts_on").first()
    if first_spell and first_spell.ends_on and first_spell.ends_on < joined_on:
        raise UnableToHire(_("The first day cannot lie after the last one."))


def _stands_in_for_nobody(employee: Employee, left_on: date, now: datetime) -> None:
    later = Deputy.objects.filter(deputy=employee, ends_at__gt=now, ends_at__date__gt=left_on).select_related("absent")
    if duty := later.order_by("ends_at").first():
        raise UnableToLeave(
            _("%(name)s stands in for %(absent)s until %(until)s. End that first, or appoint somebody else.")
            % {"name": employee.name, "absent": duty.absent.name, "until": moment_words(duty.ends_at, now)}
        )
