"""What timelines of this app speak of."""

from django.utils.translation import gettext_lazy as _

from jujiao.company.accounts.models import User
from jujiao.kernel.record.subjects import SubjectKind
from jujiao.rules.privacy import mask_name


def called(user: User) -> str:
    """Staff by their username; owners and residents by their name, masked."""
    return user.username or mask_name(user.name)


ACCOUNT = SubjectKind(key="account", label=_("Account"), model=User, number="username", called=called)
