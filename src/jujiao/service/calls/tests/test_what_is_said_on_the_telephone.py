"""What is said on the telephone: published in versions by who may, by a company, or an estate in its own words."""

from datetime import timedelta

import pytest
from django.urls import reverse

from jujiao.kernel.errors import NotAllowed, Stale
from jujiao.kernel.record.chapters import chapter_of
from jujiao.kernel.record.declared import Founded
from jujiao.service.calls.models import Occasion, Script, ScriptVersion
from jujiao.service.calls.operations.scripts import UnableToPublish, publish, withdraw
from jujiao.service.calls.queries_scripts import wordings_for
from jujiao.testing.cast import NOW, Cast, Member
from jujiao.testing.fixtures import SignIn

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]
GREETING = Occasion.GREETING
FIRST, SECOND = "您好，{小区}，请讲。", "{时段问候}，{小区}客服中心，请讲。"


def says(cast: Cast, text: str, who: Member, *, own: bool = False, version: int | None = None) -> ScriptVersion:
    return publish(
        company=cast.company, estate=cast.estate if own else None, occasion=GREETING, text=text, version=version,
        actor=who.viewer, now=NOW + timedelta(minutes=version or 0),
    )  # fmt: skip


def test_a_company_begins_with_something_to_say(cast: Cast) -> None:
    founding = chapter_of("telephony").founding
    assert founding is not None
    founding(Founded(company_id=cast.company.pk, estate_id=cast.estate.pk, now=NOW, in_force_from=NOW))
    assert list(wordings_for(cast.estate)) == list(Occasion)
    assert wordings_for(cast.other_estate) == {}


def test_versions_follow_each_other_and_stay(cast: Cast, sign_in: SignIn) -> None:
    first = says(cast, FIRST, cast.director)
    script = first.script
    with pytest.raises(UnableToPublish, match="already"):
        says(cast, FIRST, cast.director, version=1)
    browser, url = sign_in(cast.director), reverse("telephony:publish_script", args=[script.pk])
    assert browser.post(url, {"version": 1, "text": SECOND}).status_code == 302
    with pytest.raises(Stale):
        says(cast, "您好", cast.director, version=1)
    assert [each.text for each in ScriptVersion.objects.order_by("number")] == [FIRST, SECOND]
    page = sign_in(cast.clerk).get(reverse("telephony:script", args=[script.pk])).text
    assert "<ins>" in page
    assert "上午好" in page
    assert f'<option value="{first.number}" selected>' in page


@pytest.mark.parametrize("text", ["", "  ", "您好，{物业费}是多少", "您好 {小区", "好" * 2001])
def test_a_wording_that_nobody_can_say_is_refused(text: str, cast: Cast, sign_in: SignIn) -> None:
    with pytest.raises(UnableToPublish):
        says(cast, text, cast.director)
    says(cast, FIRST, cast.director)
    url = reverse("telephony:publish_script", args=[Script.objects.get().pk])
    assert sign_in(cast.director).post(url, {"version": 1, "text": text}).status_code == 422
    assert ScriptVersion.objects.count() == 1


def test_an_estate_says_it_in_its_own_words_until_they_are_withdrawn(cast: Cast, sign_in: SignIn) -> None:
    says(cast, FIRST, cast.director)
    browser = sign_in(cast.manager)
    sent = {"version": 0, "estate": cast.estate.pk, "occasion": GREETING, "text": SECOND}
    assert browser.post(reverse("telephony:write_own_script"), sent).status_code == 302
    assert wordings_for(cast.estate)[GREETING].text == SECOND
    assert wordings_for(cast.second_estate)[GREETING].text == FIRST
    own = Script.objects.get(estate=cast.estate)
    assert browser.post(reverse("telephony:withdraw_script", args=[own.pk]), {"version": 1}).status_code == 302
    assert wordings_for(cast.estate)[GREETING].text == FIRST
    with pytest.raises(UnableToPublish, match="withdrawn already"):
        withdraw(script=own, version=1, actor=cast.manager.viewer, now=NOW)
    assert says(cast, SECOND, cast.manager, own=True, version=1).number == 2


def test_who_may_write_what(cast: Cast) -> None:
    for who in (cast.clerk, cast.manager, cast.auditor, cast.outsider):
        with pytest.raises(NotAllowed):
            says(cast, FIRST, who)
    with pytest.raises(NotAllowed):
        says(cast, FIRST, cast.clerk, own=True)
    company = says(cast, FIRST, cast.director).script
    with pytest.raises(UnableToPublish, match="changed, not withdrawn"):
        withdraw(script=company, version=1, actor=cast.director.viewer, now=NOW)
    assert says(cast, SECOND, cast.director, own=True).script.estate == cast.estate
