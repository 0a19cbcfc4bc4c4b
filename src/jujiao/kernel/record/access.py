"""Who is asking: roles, the viewer of a request, and the door in front of every view."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import wraps
from typing import Any, Concatenate, cast

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext_lazy as _

from jujiao.kernel.choices import ColouredChoices
from jujiao.kernel.errors import NotAllowed


class Role(ColouredChoices):
    """What a person may be to an estate, in the order of the regulation's ladder."""

    OWNER = "owner", "azure", _("Owner or resident")
    CLERK = "clerk", "blue", _("Desk clerk")
    MEMBER = "member", "teal", _("Department member")
    HEAD = "head", "green", _("Department head")
    ADMINISTRATION = "administration", "purple", _("Administration")
    MANAGER = "manager", "orange", _("Estate manager")
    COMPANY = "company", "red", _("Company director")
    AUDITOR = "auditor", "yellow", _("Auditor")
    SYSADMIN = "sysadmin", "dark", _("System administrator")


STAFF = frozenset(Role) - {Role.OWNER}


@dataclass(frozen=True)
class Grant:
    """One role held at one estate (None: at every estate of the company), perhaps in one department."""

    role: Role
    estate_id: int | None = None
    department_id: int | None = None


@dataclass(frozen=True)
class Viewer:
    """The person behind a request or an operation, as of the moment of asking.

    `company_id` bounds every grant, also those for "all estates". `room_ids` are the rooms where the person lives or
    owns now. `shares` are others of the household who are reached by the very number that signs this person in. A
    system actor has no user and no company."""

    user_id: int | None
    name: str
    company_id: int | None = None
    employee_id: int | None = None
    person_id: int | None = None
    grants: frozenset[Grant] = field(default_factory=frozenset)
    room_ids: frozenset[int] = field(default_factory=frozenset)
    shares: frozenset[int] = field(default_factory=frozenset)

    @property
    def own_people(self) -> frozenset[int]:
        """The person, and those for whom the same number speaks."""
        return self.shares if self.person_id is None else self.shares | {self.person_id}

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(grant.role for grant in self.grants)

    @property
    def shape(self) -> "Viewer":
        """The viewer but for who it is: people who hold the same posts have the same one, so that what is kept by it is
        kept once for all of them. `who` is the rest, and `filled` puts both together again."""
        gone: dict[str, Any] = dict.fromkeys(self.who, 0)
        return replace(self, name="", room_ids=frozenset(), **gone)

    @property
    def who(self) -> dict[str, int]:
        """The ids by which the person is known, those that they have."""
        ids = {"user_id": self.user_id, "employee_id": self.employee_id, "person_id": self.person_id}
        return {name: value for name, value in ids.items() if value is not None}

    def filled(self, who: Mapping[str, Any]) -> "Viewer":
        """This shape with the ids of a person, or with what stands for them in a query."""
        return replace(self, **who)

    def has(self, *roles: Role, estate_id: int | None = None, department_id: int | None = None) -> bool:
        """Whether one of `roles` is held, at the estate and in the department where these are given."""
        return any(
            grant.role in roles
            and (estate_id is None or grant.estate_id in (None, estate_id))
            and (department_id is None or grant.department_id == department_id)
            for grant in self.grants
        )

    def estate_ids(self, *roles: Role) -> frozenset[int] | None:
        """The estates where one of `roles` is held; None means all of them."""
        held = {grant.estate_id for grant in self.grants if grant.role in roles}
        return None if None in held else frozenset(cast(set[int], held))

    def department_ids(self, *roles: Role) -> frozenset[int]:
        return frozenset(g.department_id for g in self.grants if g.role in roles and g.department_id is not None)


ANONYMOUS = Viewer(user_id=None, name="")
SYSTEM = Viewer(user_id=None, name="Jujiao")


def may(actor: Viewer, *roles: Role, company_id: int | None = None, estate_id: int | None = None) -> bool:
    """Whether the actor holds one of `roles`, in the company and at the estate where these are given; the system itself
    may everything. A grant for all estates is one for those of the actor's company, so an estate comes with its own."""
    if actor == SYSTEM:
        return True
    return company_id in (None, actor.company_id) and actor.has(*roles, estate_id=estate_id)


def permit(
    actor: Viewer, *roles: Role, sentence: str, company_id: int | None = None, estate_id: int | None = None
) -> None:
    """Refuses with NotAllowed, in the words of `sentence`, whoever `may` not."""
    if not may(actor, *roles, company_id=company_id, estate_id=estate_id):
        raise NotAllowed(sentence)


class ViewerRequest(HttpRequest):
    """A request behind a door: `viewer` is set by the staff floor's middleware."""

    viewer: Viewer
    htmx: Any


type View[**P] = Callable[Concatenate[ViewerRequest, P], HttpResponseBase]


def door[**P](
    *roles: Role, takes: int = 0
) -> Callable[[View[P]], Callable[Concatenate[HttpRequest, P], HttpResponseBase]]:
    """Lets only people with one of `roles` into a view: others get 404, people not signed in the sign-in page.

    The roles stand on the view as `view.door`, where the URL × role matrix reads them. `takes`: megabytes that a
    request may bring, for views with attachments; the others take what a form without files needs."""

    def wrap(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            request = cast(ViewerRequest, request)
            if request.viewer.user_id is None:
                return _to_sign_in(request)
            if not request.viewer.has(*roles):
                raise Http404
            return view(request, *args, **kwargs)

        guarded.door = frozenset(roles)  # type: ignore[attr-defined]
        guarded.takes = takes  # type: ignore[attr-defined]
        return guarded

    return wrap


def open_door[F: Callable[..., HttpResponseBase]](view: F) -> F:
    """Marks a view that anybody may open without signing in."""
    view.door = None  # type: ignore[attr-defined]
    return view


def _to_sign_in(request: ViewerRequest) -> HttpResponse:
    """The sign-in page; an HTMX request gets 401, which the page's script turns into a dialog that keeps the form."""
    if request.htmx:
        return HttpResponse(status=401)
    return redirect_to_login(request.get_full_path())
