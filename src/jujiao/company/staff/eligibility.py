"""Whether somebody may do the work of a post: the one question of every gate (posting, rosters, hiring, rotation).

Nobody else reads credentials, bars or birth dates to decide it; a test walks the source and holds that."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from jujiao.company.staff.models import (
    Assignment,
    Bar,
    Credential,
    CredentialKind,
    DepartmentKind,
    Employee,
    Employment,
    PersonalFile,
    Post,
    PostRequirement,
    RevokedAs,
)
from jujiao.kernel.pages.words import whole_day_words
from jujiao.kernel.record.access import Role
from jujiao.rules.people import credentials as papers
from jujiao.rules.people import eligibility as rules
from jujiao.rules.people.eligibility import Facts, Gate, Lapse, Period, Requirements, Rule

__all__ = ["Eligibility", "Gate", "Period", "Rule", "Unmet", "unmet", "words_for"]


@dataclass(frozen=True)
class Unmet:
    """What stands in the way from `since` through `until` (None: without an end), in a sentence. Dates are local.
    `kinds` are the papers of which one is asked, where it is about papers."""

    rule: Rule
    since: date
    until: date | None
    words: str
    kinds: frozenset[str] = frozenset()

    def on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


def unmet(*, post: Post | None, employee: Employee, during: Period, gate: Gate = Gate.WORK) -> list[Unmet]:
    """All that stands in the way of the employee's doing the work of `post` on any day of `during` (from, until, both
    included; until None: without an end), in the reader's language; empty where nothing does.

    Without a post, what all posts that they hold in that time ask. `gate` POSTING leaves out the induction."""
    return Eligibility([employee]).unmet(post, employee, during, gate)


class Eligibility:
    """The same for several people and posts: what is known of them is read once, in a handful of statements."""

    def __init__(self, employees: Iterable[Employee]) -> None:
        self._facts = facts_of([each.pk for each in employees])
        self._asked: dict[int, Requirements] = {}
        self._held: dict[int, list[Assignment]] = {}

    def unmet(self, post: Post | None, employee: Employee, during: Period, gate: Gate = Gate.WORK) -> list[Unmet]:
        asked = self._of_post(post) if post else self._of_all(employee, during)
        return self.lacking(asked, employee, during, gate)

    def lacking(self, asked: Requirements, employee: Employee, during: Period, gate: Gate = Gate.WORK) -> list[Unmet]:
        """What the employee lacks of `asked`."""
        lapses = rules.unmet(asked, self._facts.get(employee.pk, Facts()), during, gate)
        return [Unmet(each.rule, each.since, each.until, _words(each), each.kinds) for each in lapses]

    def asked_by(self, held: Assignment) -> Requirements:
        """What a post that somebody holds asks: its own demands, or those of the role and department without one."""
        return self._of_post(held.post) if held.post else requirements_of_place(held.role, held.department)

    def _of_post(self, post: Post) -> Requirements:
        if post.pk not in self._asked:
            self._asked[post.pk] = requirements_of(post)
        return self._asked[post.pk]

    def _of_all(self, employee: Employee, during: Period) -> Requirements:
        if employee.pk not in self._held:
            held = Assignment.objects.filter(employee=employee).select_related("post", "department")
            self._held[employee.pk] = list(held)
        first, last = during
        asked = Requirements()
        for each in self._held[employee.pk]:
            if (last is None or each.starts_on <= last) and (each.ends_on is None or each.ends_on >= first):
                one = self.asked_by(each)
                asked = replace(asked, guard=asked.guard or one.guard, credentials=asked.credentials + one.credentials)
        return asked


def requirements_of(post: Post) -> Requirements:
    """What a post asks of its holder: what was written down, and what the law asks of guards and special work."""
    kinds = PostRequirement.objects.filter(post=post).order_by("kind").values_list("kind", flat=True)
    asked = [frozenset({papers.CredentialKind(kind)}) for kind in kinds]
    if post.special_work and not any(kinds <= papers.SPECIAL_WORK for kinds in asked):
        asked.append(papers.SPECIAL_WORK)
    return Requirements(guard=post.is_guard, credentials=tuple(asked))


def requirements_of_place(role: Role | str, department: object) -> Requirements:
    """What is asked where none of the company's posts is named: whoever is no head in a department of security is a
    guard, so that nobody becomes one by leaving the post unsaid."""
    return Requirements(guard=role == Role.MEMBER and getattr(department, "kind", "") == DepartmentKind.SECURITY)


def facts_of(employee_ids: Collection[int]) -> Mapping[int, Facts]:
    """What is known of these employees: four statements, however many they are."""
    born = dict(PersonalFile.objects.filter(pk__in=employee_ids).values_list("pk", "born_on"))
    held = defaultdict(list)
    for each in Credential.objects.filter(employee__in=employee_ids).exclude(revoked_as=RevokedAs.VOID):
        held[each.employee_id].append(_credential(each))
    barred = defaultdict(list)
    for bar in Bar.objects.filter(employee__in=employee_ids, struck_at=None):
        barred[bar.employee_id].append(rules.Bar(rules.BarKind(bar.kind), bar.since))
    spells = defaultdict(list)
    for spell in Employment.objects.filter(employee__in=employee_ids).order_by("starts_on"):
        spells[spell.employee_id].append((spell.starts_on, spell.ends_on))
    return {pk: Facts(born.get(pk), tuple(held[pk]), tuple(barred[pk]), tuple(spells[pk])) for pk in employee_ids}


def _credential(row: Credential) -> papers.Credential:
    return papers.Credential(
        papers.CredentialKind(row.kind),
        row.starts_on,
        row.ends_on,
        verified=row.verified_at is not None,
        reviewed_on=row.reviewed_on,
        revoked_on=row.revoked_on,
    )


def words_for(found: Iterable[Unmet]) -> str:
    """Several sentences as one text."""
    return " ".join(dict.fromkeys(each.words for each in found))


def _words(lapse: Lapse) -> str:
    """The sentence of a lapse in the reader's language."""
    filled = {"kinds": _kinds(lapse.kinds), "day": whole_day_words(lapse.day) if lapse.day else ""}
    return _(lapse.message) % filled


def _kinds(kinds: Collection[papers.CredentialKind]) -> str:
    if kinds == papers.SPECIAL_WORK:
        return _("Certificate of special work")
    return _(", ").join(_labels(sorted(kinds)))


def _labels(kinds: Iterable[papers.CredentialKind]) -> Iterator[str]:
    return (str(CredentialKind(kind).label) for kind in kinds)
