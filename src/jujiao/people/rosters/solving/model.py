"""The model of a roster for CP-SAT: every need covered exactly, every rule kept, fairness and wishes as the cost.

Only the process that searches imports this."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import gcd

from ortools.sat.python import cp_model

from jujiao.people.rosters.solving.columns import Column, columns_of, dealt
from jujiao.people.rosters.solving.laws import Choices, keep, possible
from jujiao.people.rosters.solving.shares import Shares, shares_of
from jujiao.rules.people.rostering.hours import MINUTE, terms_of
from jujiao.rules.people.rostering.law import Rule
from jujiao.rules.people.rostering.problem import Assignments, PersonKey, Problem

AN_HOUR = 60
A_WISH = AN_HOUR
"""What a wish of weight 1 that is not met costs, in minutes."""

type Part = tuple[cp_model.LinearExprT, int]
"""Part of the cost: what counts, and what each of it costs."""
type Does = Mapping[PersonKey, Mapping[int, cp_model.IntVar]]


@dataclass(frozen=True)
class Model:
    """The model with its variables: whether somebody does a column. Costs are in minutes, divided by `unit`."""

    problem: Problem
    columns: list[Column]
    unit: int
    cp: cp_model.CpModel
    does: Does

    def assignments(self, done: Callable[[cp_model.IntVar], bool]) -> Assignments:
        """The roster, as `done` tells for each variable."""
        chosen: dict[int, list[PersonKey]] = {number: [] for number in range(len(self.columns))}
        for person, numbers in self.does.items():
            for number, var in numbers.items():
                if done(var):
                    chosen[number].append(person)
        return dealt(self.problem, chosen, self.columns)

    def variables(self) -> list[cp_model.IntVar]:
        """All that is chosen, in an order of its own."""
        return [var for own in self.does.values() for var in own.values()]

    def cost(self, objective: float) -> float:
        """A cost of the model in hours."""
        return round(objective * self.unit / AN_HOUR, 4)


def build(problem: Problem, *, without: frozenset[Rule] = frozenset(), costs: bool = True) -> Model:
    """The model of a problem. `without` leaves out the day of rest in a week, or the rest between duties; `costs` False
    asks for any roster, not for the best."""
    columns = columns_of(problem)
    unit = gcd(*((column.span.end - column.span.start) // MINUTE for column in columns), A_WISH)
    cp = cp_model.CpModel()
    does: dict[PersonKey, dict[int, cp_model.IntVar]] = {}
    for person in problem.people:
        own = does[person.id] = {}
        for number, column in enumerate(columns):
            fixed = person.id in column.fixed
            if person.id in column.people and (fixed or possible(column, person, without)):
                own[number] = cp.new_bool_var(f"{person.id}.{number}")
                if fixed:
                    cp.add_bool_and([own[number]] if possible(column, person, without) else [own[number], ~own[number]])
        spans = {number: columns[number].span for number in own}
        keep(Choices(cp, person, terms_of(problem, person), spans, own, without))
    model = Model(problem, columns, unit, cp, does)
    _cover(model)
    if costs:
        parts = [part for shares in shares_of(problem, columns) for part in _fair(model, shares)]
        parts += _wishes(model)
        cp.minimize(cp_model.LinearExpr.weighted_sum([each for each, _cost in parts], [cost for _each, cost in parts]))
    return model


def _cover(model: Model) -> None:
    """Every column is done by its count. More are fixed for one need than it takes: there is no such roster."""
    for number, column in enumerate(model.columns):
        model.cp.add(sum(own[number] for own in model.does.values() if number in own) == column.count)
    for key, need in enumerate(model.problem.needs):
        if sum(key in person.fixed for person in model.problem.people) > need.count:
            model.cp.add_bool_or([])


def _fair(model: Model, shares: Shares) -> list[Part]:
    """The difference between who has most and who has least, as a cost.

    The sum of all is said as well, though it follows from the cover: without it the proof does not end for many
    people."""
    cp, each = model.cp, []
    highest = shares.total + max(shares.excused.values())
    most = cp.new_int_var(shares.most, highest, "")
    least = cp.new_int_var(0, min(highest, shares.least), "")
    for person in shares.people:
        numbers = [number for number in model.does[person] if number in shares.weights]
        does = [model.does[person][number] for number in numbers]
        own = cp.new_int_var(0, shares.total, "")
        cp.add(own == cp_model.LinearExpr.weighted_sum(does, [shares.weights[number] for number in numbers]))
        cp.add(own + shares.excused[person] <= most)
        if person in shares.owed:
            cp.add(own + shares.excused[person] >= least)
        each.append(own)
    cp.add(sum(each) == shares.total)
    cost = shares.minutes // model.unit
    return [(most, cost), (least, -cost)]


def _wishes(model: Model) -> list[Part]:
    """Each wish that is not met: not to have what one likes, to have what one does not."""
    unit = A_WISH // model.unit
    return [
        (var if weight < 0 else 1 - var, abs(weight) * unit)
        for number, column in enumerate(model.columns)
        for person, weight in sorted(column.wishes.items())
        if (var := model.does[person].get(number)) is not None
    ]
