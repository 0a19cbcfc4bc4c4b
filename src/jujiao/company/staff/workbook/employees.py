"""Taking over the sheet of employees: each row is one post; rows with the same staff number are one person."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from jujiao.company.staff.models import Assignment, Department, Employee
from jujiao.company.staff.operations.employees import edit_employee, hire, leave
from jujiao.company.staff.operations.posts import NewPost, assign_post, end_post, retitle_post
from jujiao.company.staff.operations.returning import correct_leaving
from jujiao.company.staff.workbook.cells import Row
from jujiao.company.staff.workbook.form import EVERYWHERE, ROLES, same
from jujiao.company.staff.workbook.outcome import Outcome
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.record.access import Role
from jujiao.rules.privacy import mask_phone
from jujiao.rules.staff_numbers import bare_number, plain_number

PERSONAL = ("name", "phone", "email", "username", "joined_on", "left_on")


def take_employees(rows: list[Row], outcome: Outcome) -> None:
    """Hires, corrects and assigns by the same operations as the pages, so that the same is allowed and refused."""
    company = outcome.estate.company
    numbers = _Numbers(Employee.objects.filter(company=company).select_related("user", "company"), outcome)
    departments = {each.name: each for each in Department.objects.filter(estate=outcome.estate)}
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if _readable(row, departments, outcome) and (number := numbers.meant(row)):
            groups[number].append(row)
    for number, group in groups.items():
        taking = _Taking(outcome, departments, group, number, numbers.known.get(number))
        try:
            with transaction.atomic():
                taking.take()
        except UnableTo as error:
            outcome.problems.append(taking.row.problem("", str(error)))


def _readable(row: Row, departments: dict[str, Department], outcome: Outcome) -> bool:
    """Whether the row's own cells make a post; cells that are no choice or no date have been said already."""
    name = row.text("department")
    if name and name not in departments:
        wrong = _("There is no department %(name)s.") % {"name": name[:30]}
        advice = _("Write the name of one that is there, or add it on the page of departments first.")
        outcome.problems.append(row.problem("department", wrong, advice))
        return False
    required = all(row.text(key) for key in ("number", "name", "scope"))
    return bool(required and row.days["joined_on"] and _role(row))


def _role(row: Row) -> Role | None:
    return next((role for role, words in ROLES.items() if same(words, row.text("role"))), None)


class _Numbers:
    """Whom a staff number means: a spreadsheet makes 1 of 0001, and that is no second person."""

    def __init__(self, employees: Iterable[Employee], outcome: Outcome) -> None:
        self.outcome = outcome
        self.known = {each.number: each for each in employees}
        self.names = {bare_number(number): (number, each.name) for number, each in self.known.items()}

    def meant(self, row: Row) -> str:
        """The number on record, or the first in the list, that the row's stands for; "" where a person must say."""
        typed = plain_number(row.text("number"))
        if typed in self.known:
            return typed
        number, name = self.names.setdefault(bare_number(typed), (typed, row.text("name")))
        if number == typed or name == row.text("name"):
            return number
        wrong = _("Is %(typed)s the staff number %(number)s of %(name)s?") % {
            "typed": typed,
            "number": number,
            "name": name,
        }
        advice = _(
            "Write it with its zeros and the name on record, or choose a number that differs in more than zeros."
        )
        self.outcome.problems.append(row.problem("number", wrong, advice))
        return ""


class _Taking:
    """One person's rows. `row` is the one at hand, so that a refusal names its place."""

    def __init__(
        self,
        outcome: Outcome,
        departments: dict[str, Department],
        rows: list[Row],
        number: str,
        employee: Employee | None,
    ) -> None:
        self.outcome = outcome
        self.departments = departments
        self.rows = rows
        self.row = rows[0]
        self.number = number
        self.employee = employee

    def take(self) -> None:
        if not self._agree():
            return
        if self.employee is None:
            self._hire()
        else:
            self._compare(self.employee)

    def _agree(self) -> bool:
        """Whether all rows of the person say the same about the person."""
        for row in self.rows[1:]:
            for key in PERSONAL:
                if row.text(key) != self.row.text(key):
                    wrong = _("Row %(row)s says otherwise about the same staff number.") % {"row": self.row.number}
                    self.outcome.problems.append(row.problem(key, wrong, _("Write the same in both.")))
                    return False
        return True

    def _post(self) -> NewPost:
        row = self.row
        everywhere = same(EVERYWHERE, row.text("scope"))
        return NewPost(
            role=_role(row) or Role.MEMBER,
            title=row.text("title"),
            starts_on=row.days.get("starts_on") or self._joined_on(),
            estate=None if everywhere else self.outcome.estate,
            department=self.departments.get(row.text("department")),
            ends_on=row.days.get("ends_on"),
            taken_over=True,
        )

    def _joined_on(self) -> date:
        return self.row.days["joined_on"] or date.min

    def _hire(self) -> None:
        row = self.row
        phone = row.text("phone")
        if "*" in phone:
            wrong = _("Nobody on record has this number.")
            self.outcome.problems.append(row.problem("phone", wrong, _("Write the number in full, or leave it empty.")))
            return
        employee = hire(
            company=self.outcome.estate.company,
            number=self.number,
            name=row.text("name"),
            phone=phone,
            email=row.text("email"),
            username=row.text("username"),
            joined_on=self._joined_on(),
            posts=[self._post()],
            actor=self.outcome.actor,
            now=self.outcome.now,
        )
        self.outcome.change(row, "new", self._words())
        for each in self.rows[1:]:
            self.row = each
            assign_post(employee=employee, post=self._post(), actor=self.outcome.actor, now=self.outcome.now)
            self.outcome.change(self.row, "new", self._words())
        self._leave(employee)

    def _compare(self, employee: Employee) -> None:
        actor, now = self.outcome.actor, self.outcome.now
        row = self.row
        if row.text("username") and row.text("username") != (employee.user.username or ""):
            wrong = _("The user name cannot be changed here.")
            self.outcome.problems.append(row.problem("username", wrong, _("Leave it as it is, or empty.")))
            return
        phone = self._phone(employee)
        version = employee.version
        edited = employee
        email = row.text("email") or employee.user.email
        there = (employee.name, employee.phone, employee.user.email, employee.joined_on)
        if there != (row.text("name"), phone, email, self._joined_on()):
            edited = edit_employee(
                employee=employee,
                number=employee.number,
                name=row.text("name"),
                phone=phone,
                joined_on=self._joined_on(),
                email=email,
                version=version,
                actor=actor,
                now=now,
            )
        posts = list(Assignment.objects.filter(employee=employee).select_related("employee", "estate", "department"))
        corrected = edited.version != version
        for each in self.rows:
            self.row = each
            changed = self._take_post(edited, posts)
            if changed or (corrected and self.row is row):
                self.outcome.change(self.row, "changed", self._words())
            else:
                self.outcome.stays(self.row)
        self.row = row
        if self._leave(edited):
            self.outcome.change(row, "changed", _("%(name)s leaves") % {"name": edited.name})

    def _phone(self, employee: Employee) -> str:
        typed = self.row.text("phone")
        if "*" in typed and typed != mask_phone(employee.phone):
            wrong = _("A number with * stands for the one on record, and that is another one.")
            self.outcome.problems.append(self.row.problem("phone", wrong, _("Write the number in full.")))
        return employee.phone if "*" in typed or not typed else typed

    def _take_post(self, employee: Employee, posts: list[Assignment]) -> bool:
        """Gives the row's post, or compares it with the one that is there; whether anything changed."""
        actor, now = self.outcome.actor, self.outcome.now
        wanted = self._post()
        key = (wanted.role, wanted.estate, wanted.department, wanted.starts_on)
        there = next(
            (each for each in posts if (Role(each.role), each.estate, each.department, each.starts_on) == key), None
        )
        if there is None:
            assign_post(employee=employee, post=wanted, actor=actor, now=now)
            return True
        changed = False
        if wanted.title and wanted.title != there.title:
            retitle_post(post=there, title=wanted.title, actor=actor, now=now)
            changed = True
        if wanted.ends_on and wanted.ends_on != there.ends_on:
            end_post(post=there, ends_on=wanted.ends_on, version=None, actor=actor, now=now)
            changed = True
        return changed

    def _leave(self, employee: Employee) -> bool:
        left_on = self.row.days.get("left_on")
        if left_on is None or left_on == employee.left_on:
            return False
        take = correct_leaving if employee.left_on else leave
        take(
            employee=employee,
            left_on=left_on,
            version=employee.version,
            actor=self.outcome.actor,
            now=self.outcome.now,
        )
        return True

    def _words(self) -> str:
        parts = [self.row.text(key) for key in ("name", "department", "title", "role")]
        return " ".join(part for part in parts if part)
