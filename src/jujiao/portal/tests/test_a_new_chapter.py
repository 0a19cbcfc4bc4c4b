"""A chapter is added by adding files: one of the tests alone is everywhere, and meets every proof that there is."""

from collections.abc import Iterator
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse

from jujiao.company.rulebook import promised
from jujiao.drills.tests import test_race as changing
from jujiao.kernel.record import chapters, subjects, timeline
from jujiao.kernel.record.chapters import Chapter
from jujiao.kernel.record.declared import Founded, Menu
from jujiao.notices import sentences
from jujiao.notices.models import Notice
from jujiao.portal import finding, hearing, navigation, start
from jujiao.portal.tests import test_api_doors as calling
from jujiao.portal.tests import test_doors as entering
from jujiao.portal.tests import test_nobody_sees_anothers as looking
from jujiao.portal.tests import test_query_counts as counting
from jujiao.promises.jobs import Alarms
from jujiao.promises.models import Measurement, Promise
from jujiao.testing.canaries import plant
from jujiao.testing.cast import NOW, Cast
from jujiao.testing.every_url import addresses, committed
from jujiao.testing.fixtures import SignIn
from jujiao.testing.proofs import merged, proofs
from jujiao.testing.tea import installed

PAGES = ("tea:cups", "tea:cup", "tea:pour")


@pytest.fixture
def tea(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Chapter]:
    """Tea among the apps, with what the proofs of all apps have read of them read anew."""
    with installed.installed():
        chapter = installed.chapter()
        installed.make_tables()
        with installed.declared(chapter):
            pages = {address.name: address for address in addresses()}
            for name, value in {"ALL": pages, "TABLE": committed(), "SAMPLES": merged("samples")}.items():
                monkeypatch.setattr(entering, name, value)
            monkeypatch.setattr(looking, "ALL", [page for page in pages.values() if page.app in {"tea", "portal"}])
            monkeypatch.setattr(calling, "TABLE", merged("api_doors"))
            monkeypatch.setattr(counting, "COMMITTED", merged("query_counts"))
            monkeypatch.setattr(counting, "LISTS", merged("lists"))
            yield chapter


def test_it_is_in_menus_pages_and_words(tea: Chapter, cast: Cast, sign_in: SignIn) -> None:
    pages = [place.page for place in navigation.menu_of(Menu.STAFF)]
    assert pages[:4] == ["portal:home", "complaints:board", "tea:cups", "complaints:queue"]
    assert "/tea/" in [item.url for item in navigation.places(cast.clerk.viewer, "/")]
    assert start.start_of(cast.engineer.viewer) == "tea:cups"
    assert f"kettle:{cast.estate.pk}" in hearing.topics_of(cast.clerk.viewer)
    assert "The water boils" in str(navigation.live(cast.clerk.viewer))
    assert [one.rank for one in promised.commitments()] == [50, 100, 110]
    assert "Cups waiting" in sign_in(cast.manager).get(reverse("portal:glance")).text
    assert sign_in(cast.resident).get(reverse("owner:export")).json()["tea"] == ["oolong"]


def test_it_is_found_from_anywhere(tea: Chapter, cast: Cast) -> None:
    from jujiao.testing.tea.proof import a_cup

    cup = a_cup(cast)
    members = (cast.clerk, cast.engineer, cast.clerk_elsewhere)
    found = [[each for each in finding.find(one.viewer, "oolong", NOW) if each.finder.key == "tea"] for one in members]
    assert [[hit.url for each in kinds for hit in each.hits] for kinds in found] == [[f"/tea/{cup.pk}/"], [], []]


def test_it_is_founded(tea: Chapter, cast: Cast) -> None:
    from jujiao.testing.tea.founding import BOILED

    BOILED.clear()
    founded = Founded(company_id=cast.company.pk, estate_id=cast.estate.pk, now=NOW, in_force_from=NOW)
    chapters.found(founded)
    assert [founded] == BOILED


def test_it_is_promised_alarmed_and_explained(tea: Chapter, cast: Cast, sign_in: SignIn) -> None:
    from jujiao.testing.tea.proof import a_cup

    cup = a_cup(cast)
    [told] = Notice.objects.filter(recipient=cast.resident.user)
    assert sentences.sentence(told) == "Tea is served"
    promise = Promise.objects.get(subject_kind="tea", subject_id=cup.pk)
    clerk = sign_in(cast.clerk)
    [duty] = clerk.get(reverse("portal:home")).context["duties"]
    assert (duty.headline, duty.step, duty.step_url) == ("oolong", "Pour", f"/tea/{cup.pk}/?do=pour")
    assert "3.2.2" in clerk.get(duty.why_url).text
    Alarms()(promise.due_at + timedelta(seconds=1))
    assert promise.alarms.exists()
    assert Notice.objects.filter(recipient=cast.clerk.user, subject_kind="tea", subject_id=cup.pk).exists()
    said = StringIO()
    call_command("due", "tea.pour", "2026-03-11", "10:00", stdout=said)
    assert f"{promise.due_at.astimezone(NOW.tzinfo):%H:%M}" in said.getvalue()
    clerk.post(reverse("tea:pour", args=[cup.pk]))
    assert list(clerk.get(reverse("portal:home")).context["duties"]) == []


def test_it_is_measured_and_counted_down_to_its_cases(tea: Chapter, cast: Cast, sign_in: SignIn) -> None:
    """A wait stays below its figure: 14.999 s are kept, 15.000 s are late."""
    from jujiao.testing.tea.operations import pour, serve

    for seconds in ("14.999", "15.000"):
        cup = serve(guest=cast.resident.person, room=cast.room, blend="oolong", actor=cast.clerk.viewer, now=NOW)
        at = NOW + timedelta(seconds=float(seconds))
        pour(actor=cast.clerk.viewer, now=at, cup_id=cup.pk, version=None)
    short, long = Measurement.objects.order_by("pk")
    assert [(one.verdict, str(one.value), one.day) for one in (short, long)] == [
        ("kept", "14.999000", NOW.date()), ("late", "15.000000", NOW.date()),
    ]  # fmt: skip
    manager = sign_in(cast.manager)
    [figure] = [one for one in manager.get(reverse("portal:glance")).context["figures"] if one.value == 1]
    assert (figure.label, figure.note, figure.url) == ("Waited shortly", "of 2", "/promises/measured/tea.wait/")
    page = manager.get(figure.url)
    assert (page.context["tally"].kept, page.context["tally"].counted) == (1, 2)
    assert [row.measurement for row in page.context["rows"]] == [long, short]
    assert f'href="/tea/{long.subject_id}/"' in page.text
    late = manager.get(f"{figure.url}?verdict=late")
    assert [row.measurement for row in late.context["rows"]] == [long]
    assert timeline.entries_of("tea", long.subject_id).filter(verb="measure").count() == 1


def test_it_is_in_the_audit(tea: Chapter, cast: Cast, sign_in: SignIn) -> None:
    from jujiao.testing.tea.proof import a_cup

    cup, auditor = a_cup(cast), sign_in(cast.auditor)
    index = auditor.get(reverse("portal:audit"))
    assert "tea" in [kind.key for kind in index.context["subjects"]]
    changes = auditor.get(reverse("portal:audit_changes", args=["tea-cup"])).text
    assert ("Cups" in changes, "oolong" in changes, "林*" in changes) == (True, True, True)
    assert "林晓梅" not in changes
    assert "oolong" in auditor.get(reverse("portal:timeline", args=["tea", cup.pk])).text


@pytest.mark.parametrize("name", PAGES)
def test_it_is_in_the_matrix_of_doors(name: str, tea: Chapter, cast: Cast, sign_in: SignIn) -> None:
    entering.test_the_view_has_the_door_that_the_table_says(name)
    entering.test_nobody_enters_without_signing_in(name, cast)
    entering.test_each_role_enters_where_the_table_says_and_meets_404_elsewhere(name, cast, sign_in)
    if name != "tea:cups":
        entering.test_rows_of_another_company_are_not_there(name, cast, sign_in)


@pytest.mark.parametrize("operation", ["tea_list", "tea_pour"])
def test_it_is_in_the_matrix_of_the_api(operation: str, tea: Chapter, cast: Cast) -> None:
    calling.test_each_role_calls_what_the_table_says_and_nobody_without_a_token(operation, cast)
    if operation == "tea_pour":
        calling.test_a_stranger_never_learns_that_it_exists(operation, cast)


def test_its_list_is_counted(tea: Chapter, cast: Cast, sign_in: SignIn) -> None:
    counting.test_a_list_asks_as_often_for_many_rows_as_for_few("tea:cups", cast, sign_in)


@pytest.mark.parametrize("person", ["clerk_elsewhere", "outsider", "engineer"])
def test_its_canaries_sing_for_nobody_else(person: str, tea: Chapter, cast: Cast) -> None:
    planted = plant(cast)
    assert looking.everything(getattr(cast, person), person, cast, planted) == []


def test_without_a_guard_its_canaries_sing(tea: Chapter, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: where everybody who serves tea sees every cup, the same look finds the other company's."""
    from jujiao.testing.tea import queries, web
    from jujiao.testing.tea.models import Cup

    for module in (queries, web):
        monkeypatch.setattr(module, "visible_to", lambda _viewer: Cup.objects.all())
    found = looking.everything(cast.clerk_elsewhere, "clerk_elsewhere", cast, plant(cast))
    assert {leak.rpartition(": ")[2] for leak in found} == {"canary-tea-same", "canary-tea-other"}


def test_what_it_changes_by_post_is_seen(tea: Chapter, cast: Cast) -> None:
    assert changing.changed_by_post("tea:pour", cast) != []
    assert changing.changed_by_post("tea:cup", cast) == []


def test_without_its_chapter_nothing_of_it_is_there(cast: Cast, sign_in: SignIn) -> None:
    """The control: the same files, and nobody declared them."""
    with installed.installed():
        from jujiao.testing.tea.proof import a_cup

        installed.make_tables()
        assert sign_in(cast.clerk).get("/tea/").status_code == 404
        with pytest.raises(subjects.UnknownKindError), transaction.atomic():
            a_cup(cast)
        assert not Notice.objects.exists()
    assert "tea" not in proofs()
