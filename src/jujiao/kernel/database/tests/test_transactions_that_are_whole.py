"""Parts of a whole transaction are not undone alone."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from jujiao.company.estates.models import Estate
from jujiao.kernel.database.whole import whole
from jujiao.testing.cast import Cast


@whole()
def _rename(cast: Cast, name: str, *, fail: bool = False) -> None:
    Estate.objects.filter(pk=cast.estate.pk).update(name=name)
    if fail:
        raise RuntimeError


@whole()
def _rename_twice(cast: Cast) -> None:
    _rename(cast, "a")
    _rename(cast, "b", fail=True)


def _name(cast: Cast) -> str:
    cast.estate.refresh_from_db()
    return cast.estate.name


def test_a_part_needs_no_savepoint(cast: Cast) -> None:
    with CaptureQueriesContext(connection) as asked, whole():
        _rename(cast, "a")
        _rename(cast, "b")
    assert [each["sql"].split(maxsplit=1)[0] for each in asked] == ["SAVEPOINT", "UPDATE", "UPDATE", "RELEASE"]


def test_an_error_undoes_everything(cast: Cast) -> None:
    before = _name(cast)
    with pytest.raises(RuntimeError):
        _rename_twice(cast)
    assert _name(cast) == before
    _rename(cast, "c")
    with pytest.raises(RuntimeError):
        _rename(cast, "d", fail=True)
    assert _name(cast) == "c"


def test_nobody_goes_on_after_an_error(cast: Cast) -> None:
    before = _name(cast)

    def go_on() -> None:
        with whole():
            with pytest.raises(RuntimeError):
                _rename(cast, "a", fail=True)
            _rename(cast, "b")

    with pytest.raises(transaction.TransactionManagementError):
        go_on()
    assert _name(cast) == before
