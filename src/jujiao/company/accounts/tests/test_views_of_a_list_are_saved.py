"""Filters and an order of a list under a name: one's own, with how many rows they hold for whoever opens them."""

from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from jujiao.company.accounts.models import MOST_VIEWS, NumberMisses, SavedView
from jujiao.company.accounts.operations import UnableToSaveView, arrange_views, save_view
from jujiao.testing.cast import Cast
from jujiao.testing.complaints import a_complaint
from jujiao.testing.fixtures import SignIn

pytestmark = pytest.mark.django_db

LIST = "complaints:queue"
HTMX = {"HX-Request": "true"}


def address(page: str, **given: str) -> str:
    return f"/account/views/{LIST}/{page}/?{urlencode(given)}"


def shown(client: Any, query: str = "") -> dict[str, Any]:
    """The views with their counts, and whether the list shows them, as the page asks for them."""
    here = f"http://testserver/complaints/?{query}"
    answer = client.get("/complaints/?views=counts", headers={**HTMX, "HX-Current-URL": here})
    with override("zh-hans"):
        return {str(each.name): (each.count, each.current) for each in answer.context["views"].presets}


def test_what_a_list_shows_is_kept_under_a_name(cast: Cast, sign_in: SignIn) -> None:
    a_complaint(cast)
    clerk = sign_in(cast.clerk)
    page = clerk.get("/complaints/?state=accepted&q=漏水&after=x").context["views"]
    assert "query=q%3D%25E6%25BC%258F" in page.save_url  # without the place in the list
    saved = clerk.post(page.save_url, {"name": "漏水处理中"})
    assert (saved.status_code, SavedView.objects.get().query) == (302, page.query)
    assert [row.text for row in clerk.get(saved["Location"]).context["page"].rows] == ["卫生间天花板漏水"]
    assert clerk.get(saved["Location"]).context["views"].save_url == ""
    assert shown(clerk, page.query)["漏水处理中"] == (1, True)
    assert shown(clerk, "late=1")["漏水处理中"] == (1, False)


def test_views_are_ones_own_and_show_what_their_viewer_may_see(cast: Cast, sign_in: SignIn) -> None:
    a_complaint(cast)
    for member in (cast.clerk, cast.clerk_elsewhere, cast.guard):
        save_view(user=member.user, list_name=LIST, name="处理中", query="state=accepted")
    assert shown(sign_in(cast.clerk))["处理中"][0] == 1
    assert shown(sign_in(cast.clerk_elsewhere))["处理中"][0] == 0
    assert shown(sign_in(cast.guard))["处理中"][0] == 0
    assert "处理中" not in shown(sign_in(cast.clerk2))
    theirs = SavedView.objects.get(user=cast.guard.user)
    sign_in(cast.clerk).post(address("arrange"), {f"name-{theirs.pk}": "我的", "do": f"remove:{theirs.pk}"})
    theirs.refresh_from_db()
    assert theirs.name == "处理中"
    assert sign_in(cast.resident).get(address("arrange")).status_code == 404
    assert sign_in(cast.clerk).get("/account/views/nothing/save/").status_code == 404


def test_all_counts_are_one_statement_and_what_the_list_says(cast: Cast, sign_in: SignIn) -> None:
    for _number in range(3):
        a_complaint(cast)
    queries = [
        "",
        "state=accepted",
        "q=漏水",
        "q=没有",
        "late=1",
        "state=closed&closed=1",
        "building=999999",
        "sort=new",
    ]
    for place, query in enumerate(queries):
        save_view(user=cast.clerk.user, list_name=LIST, name=f"{place}", query=query)
    clerk = sign_in(cast.clerk)
    found = shown(clerk)
    for place, query in enumerate(queries):
        assert found[f"{place}"][0] == clerk.get(f"/complaints/?{query}").context["page"].count, query
    with CaptureQueriesContext(connection) as asked:
        shown(clerk)
    counting = [each["sql"] for each in asked if "count(*)" in each["sql"].lower() and "rows_0" in each["sql"]]
    assert (len(counting), counting[0].count("SELECT count(*)")) == (1, len(found))


def test_each_role_finds_the_views_that_it_expects(cast: Cast, sign_in: SignIn) -> None:
    a_complaint(cast)
    expected = [
        (cast.clerk, ["待派单", "今日到期", "超时", "待回访"]),
        (cast.engineer, ["本部门未接单", "今日到期", "超时"]),
        (cast.head_of_engineering, ["本部门未接单", "今日到期", "超时"]),
        (cast.manager, ["今日到期", "超时", "待回访", "第 3 轮及以上", "督办待回复"]),
    ]
    for member, names in expected:
        client = sign_in(member)
        assert list(shown(client)) == names
        assert all(client.get(f"/complaints/?{one.query}").context["page"].query == one.query
                   for one in client.get("/complaints/").context["views"].presets)  # fmt: skip
    assert shown_requisitions(sign_in(cast.head_of_engineering)) == ["待答复", "超时", "待审批"]
    assert shown_requisitions(sign_in(cast.hr)) == ["未办结", "超时", "待审批"]


def shown_requisitions(client: Any) -> list[str]:
    with override("zh-hans"):
        return [str(each.name) for each in client.get("/requisitions/").context["views"].presets]


def test_they_are_renamed_moved_and_removed(cast: Cast, sign_in: SignIn) -> None:
    one, two, three = (
        save_view(user=cast.clerk.user, list_name=LIST, name=name, query="late=1") for name in ("一", "二", "三")
    )
    clerk = sign_in(cast.clerk)

    def names() -> list[str]:
        return list(SavedView.objects.order_by("place").values_list("name", flat=True))

    swapped = {f"name-{one.pk}": "二", f"name-{two.pk}": "一"}
    answer = clerk.post(address("arrange"), {**swapped, "do": f"up:{three.pk}"}, headers=HTMX)
    assert (answer.status_code, answer["HX-Trigger"], names()) == (200, "list-changed", ["二", "三", "一"])
    assert clerk.post(address("arrange"), {f"name-{one.pk}": "三"}, headers=HTMX).status_code == 422
    assert clerk.post(address("arrange"), {f"name-{one.pk}": " "}, headers=HTMX).status_code == 422
    assert names() == ["二", "三", "一"]
    clerk.post(address("arrange"), {"do": f"remove:{three.pk}"}, headers=HTMX)
    for nonsense in ("up:", f"up:{one.pk}", "remove:x", "fly:1"):
        clerk.post(address("arrange"), {"do": nonsense}, headers=HTMX)
    assert names() == ["二", "一"]
    # Two tabs: in one a view was saved after the other had read which there are.
    arrange_views(user=cast.clerk.user, list_name=LIST, names={}, order=[one.pk])
    assert names() == ["二", "一"]
    arrange_views(user=cast.clerk.user, list_name=LIST, names={}, order=[], removed=[one.pk, two.pk])
    assert names() == []


def test_a_name_is_new_and_there_are_not_too_many(cast: Cast, sign_in: SignIn) -> None:
    clerk = sign_in(cast.clerk)
    for number in range(MOST_VIEWS):
        save_view(user=cast.clerk.user, list_name=LIST, name=f"视图{number}", query="late=1")
    assert clerk.post(address("save", query="late=1"), {"name": "又一个"}).status_code == 422
    SavedView.objects.filter(name="视图0").delete()
    assert clerk.post(address("save", query="late=1"), {"name": "视图1"}).status_code == 422
    with pytest.raises(UnableToSaveView):
        save_view(user=cast.clerk.user, list_name=LIST, name="长", query="q=" + "x" * 1500)
    save_view(user=cast.clerk2.user, list_name=LIST, name="视图1", query="late=1")


def test_a_view_of_a_number_is_no_look_for_it_at_every_page(cast: Cast, sign_in: SignIn) -> None:
    """A look for a number that nobody has counts against whoever looks; a page that counts views is none."""
    save_view(user=cast.clerk.user, list_name=LIST, name="来电", query="q=13999999999")
    save_view(user=cast.clerk.user, list_name=LIST, name="尾号", query="q=9999")
    clerk = sign_in(cast.clerk)
    assert shown(clerk)["来电"][0] is None
    assert shown(clerk)["尾号"][0] == 0
    assert not NumberMisses.objects.exists()
    clerk.get("/complaints/?q=13999999999")
    assert NumberMisses.objects.get().misses == 1


@pytest.mark.parametrize(
    ("sent", "is_kept"),
    [
        ("q=a\nx", "q=a%0Ax"),
        ("late=1" + "&" * 1200, "late=1"),
        ("views=counts&late=1&after=x&before=", "late=1"),
        ("?late=1", "late=1"),
    ],
)
def test_whatever_is_sent_as_filters_becomes_a_url(cast: Cast, sign_in: SignIn, sent: str, is_kept: str) -> None:
    clerk = sign_in(cast.clerk)
    answer = clerk.post(f"/account/views/{LIST}/save/?query={quote(sent)}", {"name": "乱"}, headers=HTMX)
    assert (answer.status_code, answer["HX-Redirect"]) == (204, f"/complaints/?{is_kept}")
    assert (SavedView.objects.get().query, "乱" in shown(clerk)) == (is_kept, True)
    assert "<html" in clerk.get(answer["HX-Redirect"]).text


@pytest.mark.parametrize("here", ["http://[", "\0", "http://testserver/complaints/?" + "a=1&" * 2000, ""])
def test_whatever_page_asks_for_the_views_has_them(cast: Cast, sign_in: SignIn, here: str) -> None:
    headers = {**HTMX, "HX-Current-URL": here}
    assert sign_in(cast.clerk).get("/complaints/?views=counts", headers=headers).status_code == 200
