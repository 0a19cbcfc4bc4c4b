"""Rows that a test left written fail no other test: they are said, and taken away."""

import pytest

from jujiao.company.accounts.models import User
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
