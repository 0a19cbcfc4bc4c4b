"""What a drill says at its end, and when it counts as failed."""

from jujiao.drills.outcome import Outcome, closing_line

KEPT = Outcome({"kills": 200, "lost": 0})
LOST = Outcome({"kills": 200, "lost": 3}, ("3 complaints are gone",))


def test_a_drill_without_faults_held() -> None:
    assert closing_line("kill", KEPT, control=False) == "drill kill: 200 kills, 0 lost: held"


def test_a_drill_with_a_fault_did_not_hold() -> None:
    assert closing_line("kill", LOST, control=False) == "drill kill: 200 kills, 3 lost: NOT HELD"


def test_a_control_must_not_hold() -> None:
    assert closing_line("kill", LOST, control=True).endswith("not held, as it must be without its guard")
    assert closing_line("kill", KEPT, control=True).endswith("HELD WITHOUT ITS GUARD")
