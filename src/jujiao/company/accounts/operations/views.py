"""A person's own views of lists: filters and an order under a name."""

from collections.abc import Collection, Mapping, Sequence

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jujiao.company.accounts.models import MOST_VIEWS, SavedView, User
from jujiao.company.accounts.operations.keeping import locked
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.record.texts import Text

NAME = Text(30, gettext_lazy("Give the view a name."), line=True)
LONGEST_QUERY = 1500


class UnableToSaveView(UnableTo):
    """The name is missing or taken, or there are too many."""


@transaction.atomic
def save_view(*, user: User, list_name: str, name: str, query: str) -> SavedView:
    """Keeps what the person looks for in a list; the name is new among theirs of it. The audit has nothing of it: what
    somebody looks for may name a person, and concerns nobody else."""
    user, name = locked(user), NAME.of(name, UnableToSaveView)
    views = SavedView.objects.filter(user=user, list=list_name)
    if len(query) > LONGEST_QUERY:
        raise UnableToSaveView(_("These filters are too long to be saved."))
    if views.count() >= MOST_VIEWS:
        raise UnableToSaveView(_("There are %(most)s views of this list; remove one first.") % {"most": MOST_VIEWS})
    if views.filter(name=name).exists():
        raise _taken(name)
    last = views.aggregate(last=Max("place"))["last"] or 0
    return SavedView.objects.create(user=user, list=list_name, name=name, query=query, place=last + 1)


@transaction.atomic
def arrange_views(
    *, user: User, list_name: str, names: Mapping[int, str], order: Sequence[int], removed: Collection[int] = ()
) -> None:
    """Gives the person's views of a list new names and another order, and takes away those that are `removed`; what is
    none of them is passed over. One that `order` does not know, saved in another tab meanwhile, stays as the last."""
    user = locked(user)
    views = SavedView.objects.filter(user=user, list=list_name).order_by("place").in_bulk()
    kept = [views[pk] for pk in dict.fromkeys([*order, *views]) if pk in views and pk not in removed]
    for place, view in enumerate(kept, start=1):
        view.place, view.name = place, NAME.of(names.get(view.pk, view.name), UnableToSaveView)
    taken: set[str] = set()
    for view in kept:
        if view.name in taken:
            raise _taken(view.name)
        taken.add(view.name)
    SavedView.objects.filter(pk__in=views.keys() - {view.pk for view in kept}).delete()
    SavedView.objects.bulk_update(kept, ["place", "name"])


def _taken(name: str) -> UnableToSaveView:
    return UnableToSaveView(_("There is a view named “%(name)s” already.") % {"name": name})
