"""Somebody gives another's account a new way to sign in: its person hears, and for high posts who oversees them."""

from datetime import datetime

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.utils import translation

from jujiao.company.accounts.models import User
from jujiao.company.accounts.operations import change_password, choose_password, password_link, reset_second_factor
from jujiao.kernel.record.access import SYSTEM
from jujiao.notices.models import Channel, Delivery, Notice
from jujiao.notices.sentences import sentence
from jujiao.testing.cast import Cast

PASSWORD = "a heron over the reeds"


def told(kind: str) -> dict[str, str]:
    notices = Notice.objects.filter(kind=kind).select_related("recipient")
    with translation.override("en"):
        return {one.recipient.name: sentence(one) for one in notices if one.recipient}


@pytest.fixture
def factors(cast: Cast) -> None:
    for member in (cast.manager, cast.clerk, cast.hr):
        TOTP.activate(member.user, "JBSWY3DPEHPK3PXP")


@pytest.mark.usefixtures("factors")
def test_the_manager_and_the_director_hear_that_the_second_step_was_taken_away(cast: Cast, now: datetime) -> None:
    User.objects.filter(pk=cast.manager.user.pk).update(email="hanming@example.com")
    reset_second_factor(user=cast.manager.user, actor=cast.hr.viewer, now=now, reason="手机丢失")
    words = "许丽 has taken away the second step of 韩明"
    assert told("account.reset_second_factor") == {"韩明": words, "曹国栋": words}
    mailed = Delivery.objects.filter(channel=Channel.EMAIL).values_list("notice__recipient__email", flat=True)
    assert set(mailed) == {"hanming@example.com", cast.director.user.email}
    # Watchers of deliveries see those of their own company alone.
    assert set(Notice.objects.values_list("estate_id", flat=True)) == {cast.estate.pk}


@pytest.mark.usefixtures("factors")
def test_of_administrations_own_the_manager_hears_too(cast: Cast, now: datetime) -> None:
    reset_second_factor(user=cast.hr.user, actor=cast.sysadmin.viewer, now=now, reason="手机丢失")
    assert set(told("account.reset_second_factor")) == {"许丽", "韩明", "曹国栋"}


@pytest.mark.usefixtures("factors")
def test_of_a_clerks_only_the_clerk_hears(cast: Cast, now: datetime) -> None:
    reset_second_factor(user=cast.clerk.user, actor=cast.hr.viewer, now=now, reason="手机丢失")
    assert set(told("account.reset_second_factor")) == {"王芳"}


def test_a_password_link_is_told_when_it_is_made_and_when_it_is_used(cast: Cast, now: datetime) -> None:
    link = password_link(user=cast.manager.user, actor=cast.hr.viewer, now=now)
    words = "许丽 has made a link to choose a new password for 韩明"
    assert told("account.give_password_link") == {"韩明": words, "曹国栋": words}
    token = link.rstrip("/").rpartition("/")[2]
    choose_password(user=cast.manager.user, token=token, password=PASSWORD, actor=cast.manager.viewer, now=now)
    assert set(told("account.choose_password")) == {"韩明", "曹国栋"}


def test_ones_own_new_password_is_told_too(cast: Cast, now: datetime) -> None:
    change_password(user=cast.clerk.user, password=PASSWORD, actor=cast.clerk.viewer, now=now)
    assert told("account.change_password") == {"王芳": "王芳 has changed the password"}


def test_nobody_of_another_company_hears(cast: Cast, now: datetime) -> None:
    for member in (cast.manager, cast.hr, cast.sysadmin, cast.director):
        password_link(user=member.user, actor=SYSTEM, now=now)
    assert set(told("account.give_password_link")) == {"韩明", "许丽", "唐宁", "曹国栋"}
