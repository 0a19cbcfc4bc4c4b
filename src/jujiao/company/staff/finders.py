"""What the search in the top bar finds of employees, by the rule of their list."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jujiao.company.accounts.number_search import by_number
from jujiao.company.staff.directory import SEE_STAFF, visible_to, with_posts
from jujiao.company.staff.lists import employees_by_words
from jujiao.company.staff.queries import employed, today
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.declared import Finder, Hit


def find_employees(viewer: Viewer, text: str, now: datetime, most: int) -> Iterator[Hit]:
    """Who is in service, by name, pinyin, staff number, user name, department, post, or phone number."""
    seen, day = visible_to(viewer), today(now)
    found = employees_by_words(seen.filter(employed(day)), text, by_number(viewer, seen, text, now))
    for each in with_posts(found, day).order_by("pinyin", "id")[:most]:
        posts = [" ".join(filter(None, [str(post.department or ""), post.title])) for post in each.posts]  # type: ignore[attr-defined]
        yield Hit(each.name, " · ".join(filter(None, [each.number, *posts])), reverse("staff:employee", args=[each.pk]))


FINDERS = (Finder(key="staff", rank=700, words=_("Staff"), icon="id-badge-2", door=SEE_STAFF, find=find_employees),)
