"""The posts that a company has, whoever holds them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jujiao.company.estates.models import Company
from jujiao.company.staff.models import CredentialKind, Post, PostFamily, PostRequirement
from jujiao.kernel.database import freshness
from jujiao.kernel.errors import NotAllowed, UnableTo
from jujiao.kernel.record import timeline
from jujiao.kernel.record.access import SYSTEM, Role, Viewer
from jujiao.kernel.record.texts import Text

KEEP_POSTS = (Role.ADMINISTRATION, Role.COMPANY, Role.SYSADMIN)
CODE = Text(20, gettext_lazy("Write the code of the post."), line=True)
NAME = Text(60, gettext_lazy("Write the name of the post."), line=True)
HIGHEST = 20
SUBJECT = "post"


class UnableToKeepPost(UnableTo):
    """The code or name says nothing, is too long or taken, or the level is none."""


@dataclass(frozen=True)
class PostFacts:
    """What a post is; see `Post`. `credentials` are those that it asks of its holder, beside what the law asks of
    guards and special work."""

    code: str
    name: str
    family: PostFamily
    level: int = 1
    is_key: bool = False
    is_guard: bool = False
    special_work: bool = False
    in_use: bool = True
    credentials: frozenset[CredentialKind] = frozenset()


@transaction.atomic
def create_post(*, company: Company, facts: PostFacts, actor: Viewer, now: datetime) -> Post:
    """A new post (岗位) of the company."""
    _permit(actor, company.pk)
    columns = _columns(facts)
    with _once(facts):
        post = Post.objects.create(company=company, **columns)
    _ask(post, facts.credentials)
    _note(post, "create_post", columns, actor, now)
    return post


@transaction.atomic
def change_post(*, post: Post, facts: PostFacts, version: int | None, actor: Viewer, now: datetime) -> Post:
    """Other facts of a post. What was said about it before stays said: who holds it goes on holding it, and what they
    lack now is a gap, to be closed.

    Stale where somebody changed the post since `version`."""
    post = Post.objects.select_for_update().get(pk=post.pk)
    _permit(actor, post.company_id)
    freshness.check(given=version, current=post.version, sentence=_("Somebody has changed this post since."))
    changed = {name: value for name, value in _columns(facts).items() if getattr(post, name) != value}
    asked = asked_of(post)
    if not changed and asked == facts.credentials:
        return post
    for name, value in changed.items():
        setattr(post, name, value)
    post.version += 1
    with _once(facts):
        post.save(update_fields=[*changed, "version"])
    _ask(post, facts.credentials)
    _note(post, "change_post", changed, actor, now)
    return post


def may_keep_posts(actor: Viewer, company_id: int) -> bool:
    """Whether the actor may say which posts the company has."""
    return actor == SYSTEM or (actor.company_id == company_id and actor.has(*KEEP_POSTS))


def _permit(actor: Viewer, company_id: int) -> None:
    if not may_keep_posts(actor, company_id):
        raise NotAllowed(_("Which posts there are is for administration to say."))


def _columns(facts: PostFacts) -> dict[str, Any]:
    if not 1 <= facts.level <= HIGHEST:
        raise UnableToKeepPost(_("The level lies between 1 and %(highest)s.") % {"highest": HIGHEST})
    texts = {"code": CODE.of(facts.code, UnableToKeepPost), "name": NAME.of(facts.name, UnableToKeepPost)}
    columns = {name: value for name, value in asdict(facts).items() if name != "credentials"}
    return {**columns, **texts, "family": facts.family.value}


def asked_of(post: Post) -> frozenset[CredentialKind]:
    """The credentials that were written down as asked."""
    kinds = PostRequirement.objects.filter(post=post).values_list("kind", flat=True)
    return frozenset(CredentialKind(kind) for kind in kinds)


def _ask(post: Post, credentials: frozenset[CredentialKind]) -> None:
    PostRequirement.objects.filter(post=post).exclude(kind__in=credentials).delete()
    there = asked_of(post)
    PostRequirement.objects.bulk_create(
        PostRequirement(post=post, kind=kind) for kind in sorted(credentials) if kind not in there
    )


@contextmanager
def _once(facts: PostFacts) -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        sentence = _("There is a post with the code “%(code)s” or the name “%(name)s” already.")
        raise UnableToKeepPost(sentence % {"code": facts.code, "name": facts.name}) from error


def _note(post: Post, verb: str, changes: dict[str, Any], actor: Viewer, now: datetime) -> None:
    timeline.record(
        subject_kind=SUBJECT,
        subject_id=post.pk,
        estate_id=None,
        verb=verb,
        actor=actor,
        now=now,
        changes={**changes, "version": post.version},
    )
