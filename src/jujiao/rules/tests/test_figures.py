"""Figures, and catalogue, figures and functions in step."""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from types import ModuleType

import pytest

from jujiao import rules
from jujiao.rules.catalogue import CLAUSES, HEADINGS, clause
from jujiao.rules.errors import RuleBroken
from jujiao.rules.figure import Kind, Unit, check_value
from jujiao.rules.figures import SHIPPED, shipped
from jujiao.rules.service import complaint_steps, complaints

NUMBERS = {entry.number for entry in CLAUSES}
NAMED = re.compile(r"clause_(\d_\d_\d)_\w+")


def test_every_clause_of_the_regulation_is_in_the_catalogue() -> None:
    assert [entry.number for entry in CLAUSES] == [
        "1.1", "1.2", "1.3.1", "1.3.2", "1.3.3", "1.3.4",
        "2.1.1", "2.1.2", "2.1.3", "2.2.1", "2.2.2", "2.2.3", "2.3.1", "2.3.2", "2.3.3",
        "3.1.1", "3.1.2", "3.1.3", "3.2.1", "3.2.2", "3.2.3", "3.3.1",
    ]  # fmt: skip
    parents = {number.rpartition(".")[0] for number in NUMBERS} | {"1", "2", "3"}
    assert {heading.number for heading in HEADINGS} == parents
    assert [entry.number for entry in CLAUSES if not entry.complete] == ["3.3.1"]
    assert clause("3.2.3").heading_en == "Follow-up"


def test_every_text_of_the_catalogue_and_the_figures_is_there_in_both_languages() -> None:
    for entry in CLAUSES:
        assert all((entry.heading_zh, entry.heading_en, entry.says_zh, entry.says_en))
    for figure in SHIPPED:
        assert all((figure.label_zh, figure.label_en, figure.source_zh, figure.source_en))


def test_figures_stand_on_clauses_that_exist() -> None:
    assert {figure.clause for figure in SHIPPED} <= NUMBERS
    keys = [figure.key for figure in SHIPPED]
    assert len(keys) == len(set(keys))
    for figure in SHIPPED:
        check_value(figure.clause, figure.unit, figure.value)


def modules_below(package: ModuleType) -> Iterator[ModuleType]:
    """Every module of a package, found by walking: a new one is looked at without being named."""
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        yield importlib.import_module(found.name)


def test_each_clause_function_has_its_clause_its_docstring_and_its_test() -> None:
    modules = [*modules_below(rules)]
    tests = {name for module in modules if ".tests." in module.__name__ for name in vars(module)}
    functions = [
        (name, function)
        for module in modules
        if ".tests." not in module.__name__
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if NAMED.fullmatch(name)
    ]
    assert {"clause_3_2_1_backdating", "clause_1_3_1_second_person"} <= {name for name, _function in functions}
    for name, function in functions:
        number = name.removeprefix("clause_")[:5].replace("_", ".")
        assert number in NUMBERS
        assert (function.__doc__ or "").startswith(number), name
        assert f"test_{name}" in tests, name


def test_promises_and_steps_stand_on_clauses_and_figures_that_exist() -> None:
    figures = shipped()
    assert set(complaints.RULES) == set(complaint_steps.PromiseKind)
    for rule in complaints.RULES.values():
        assert figures[rule.figure].clause == rule.clause
    assert {step.clause for step in complaint_steps.STEPS.values()} <= NUMBERS


def test_the_regulations_own_figures() -> None:
    own = {figure.key: f"{figure.value} {figure.unit}" for figure in SHIPPED if figure.kind is Kind.REGULATION}
    assert own == {
        "complaint.first_reply": "24 hours",
        "complaint.resolve": "48 hours",
        "complaint.follow_up": "3 working_days",
        "desk.hours": "24 hours_per_day",
        "call.rings": "3 rings",
        "call.seconds": "15 seconds",
        "training.induction": "7 days",
        "appraisal.monthly_from": "1 day_of_month",
        "appraisal.monthly_to": "10 day_of_month",
        "appraisal.annual": "1 month",
    }


def test_presets_are_offered_and_off() -> None:
    presets = [figure.key for figure in SHIPPED if not figure.on_by_default]
    assert presets == ["call.seconds_strict", "repair.emergency_strict", "repair.ordinary_long"]
    assert not set(presets) & set(shipped())
    assert len(shipped()) == len(SHIPPED) - 3


def test_an_estate_overrides_a_figure() -> None:
    figures = shipped()
    changed = figures.overridden({"complaint.dispatch": Decimal(10), "complaint.follow_up_other_person": Decimal(0)})
    assert changed.span("complaint.dispatch") == timedelta(minutes=10)
    assert changed.is_on("complaint.follow_up_other_person") is False
    assert figures.span("complaint.dispatch") == timedelta(minutes=20)
    assert len(changed) == len(figures)
    with pytest.raises(KeyError):
        figures.overridden({"complaint.tea": Decimal(1)})


@pytest.mark.parametrize(
    ("unit", "value"),
    [
        (Unit.HOURS, "0"), (Unit.HOURS, "-1"), (Unit.HOURS, "8785"), (Unit.HOURS, "0.0001"), (Unit.HOURS, "NaN"),
        (Unit.MINUTES, "Infinity"), (Unit.WORKING_DAYS, "1.5"), (Unit.WORKING_DAYS, "251"), (Unit.WORKING_DAYS, "0"),
        (Unit.FRACTION, "0"), (Unit.FRACTION, "10.1"), (Unit.YES_NO, "2"), (Unit.YES_NO, "0.5"),
        (Unit.MONTHS, "0"), (Unit.MONTHS, "1.5"), (Unit.MONTHS, "121"),
        (Unit.TIMES, "1" + "0" * 5000), (Unit.PERCENT, "101"), (Unit.SCORE, "6"),
    ],
)  # fmt: skip
def test_a_value_that_its_unit_cannot_bear_is_refused(unit: Unit, value: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        check_value("3.2.2", unit, Decimal(value))
    assert refused.value.code == "figure_out_of_bounds"


def test_a_count_is_no_span() -> None:
    with pytest.raises(TypeError, match="no span"):
        shipped().span("complaint.manager_round")
