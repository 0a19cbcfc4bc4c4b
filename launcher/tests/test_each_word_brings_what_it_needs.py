"""Which packages and files each command makes ready before the product takes over."""

import pytest

from launcher import assets, environment, main


@pytest.mark.parametrize(
    ("words", "with_tests", "with_assets"),
    [
        (["run"], False, True),
        (["due", "resolve"], False, False),
        (["drill", "race"], True, True),
        (["bench"], True, True),
    ],
)
def test_what_is_made_ready(
    words: list[str], with_tests: bool, with_assets: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[object] = []
    monkeypatch.setattr("jujiao.kernel.machine.stopping.listen", lambda: None)  # the tests have their own signals
    monkeypatch.setattr(environment, "make", lambda *, tests=False: made.append(tests))
    monkeypatch.setattr(assets, "make", lambda: made.append("assets"))
    monkeypatch.setattr(main, "_hand_over", lambda module, arguments: made.append((module, arguments)))
    main.main(words)
    assert made == [with_tests, *["assets"] * with_assets, ("jujiao", words)]
