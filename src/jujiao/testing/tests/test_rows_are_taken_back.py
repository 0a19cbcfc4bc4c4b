"""Rows that a test left written fail no other test: they are said, and taken away. Dead ones are swept out."""

import pytest
from django.db import connection

from jujiao.company.accounts.models import User
from jujiao.testing import recording
from jujiao.testing.cast import Cast
from jujiao.testing.recording import Recording


@pytest.mark.django_db(transaction=True)
def test_what_was_left_written_is_said_and_taken_away(request: pytest.FixtureRequest) -> None:
    cast: Recording[Cast] = request.getfixturevalue("_recorded_cast")
    cast.play()
    User.objects.create(username="left", name="left")
    with pytest.warns(UserWarning, match="left its rows"):
        cast.play()
    assert not User.objects.filter(username="left").exists()
    assert User.objects.count() > 10


@pytest.mark.django_db
def test_the_sweep_does_not_wait_for_the_test_that_it_is_part_of(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A table made with a reference locks the one that it refers to, until the test is over."""
    monkeypatch.setattr(recording, "SWEPT_EVERY", 1)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = '5s'")
        cursor.execute("CREATE TABLE referring (account bigint REFERENCES accounts_user)")
    cast: Recording[Cast] = request.getfixturevalue("_recorded_cast")
    cast.play()
    assert User.objects.count() > 10
