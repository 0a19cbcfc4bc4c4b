"""Every figure of the rulebook as shipped: the regulation's own, our defaults, and presets that are off."""

from jujiao.rules.figure import Figure, Figures, Unit
from jujiao.rules.people.figures import PEOPLE
from jujiao.rules.service.figures import SERVICE
from jujiao.rules.shipping import PERSONAL_DATA, figure

SHIPPED: tuple[Figure, ...] = (
    # The ordinary ladder: fractions of a promise's span, from its start.
    figure("1.3.2", "ladder.half", "0.5", Unit.FRACTION, ("过半提醒", "Reminder at half")),
    figure("1.3.2", "ladder.three_quarters", "0.75", Unit.FRACTION, ("四分之三提醒", "Reminder at three quarters")),
    figure("1.3.2", "ladder.due", "1", Unit.FRACTION, ("到期上报部门负责人", "At due, to the department head")),
    figure("1.3.2", "ladder.manager", "1.25", Unit.FRACTION, ("上报项目经理", "To the estate manager")),
    figure("1.3.2", "ladder.company", "2", Unit.FRACTION, ("上报公司", "To the company")),
    # What is owed in minutes: nobody is reminded before, and it ends with the manager.
    figure("1.3.2", "ladder.minutes.due", "1", Unit.FRACTION, ("分钟级：到期上报部门负责人", "Minutes: to the head")),
    figure(
        "1.3.2",
        "ladder.minutes.manager",
        "30",
        Unit.MINUTES,
        ("分钟级：超时多久上报项目经理", "Minutes: to the manager, late by"),
    ),
    # A plan: a reminder before, and it ends with the manager.
    figure("1.3.2", "ladder.plan.three_quarters", "0.75", Unit.FRACTION, ("处理方案：提醒", "Plan: reminder")),
    figure("1.3.2", "ladder.plan.due", "1", Unit.FRACTION, ("处理方案：到期上报部门负责人", "Plan: to the head")),
    figure("1.3.2", "ladder.plan.manager", "1.5", Unit.FRACTION, ("处理方案：上报项目经理", "Plan: to the manager")),
    # What is owed by the hundred: gathered, one notice a person and day.
    figure("1.3.2", "ladder.many.three_quarters", "0.75", Unit.FRACTION, ("批量：提醒", "Many: reminder")),
    figure("1.3.2", "ladder.many.due", "1", Unit.FRACTION, ("批量：到期上报部门负责人", "Many: to the head")),
    figure(
        "1.3.2",
        "ladder.many.manager",
        "7",
        Unit.DAYS,
        ("批量：超时多久上报项目经理", "Many: to the manager, late by"),
    ),
    figure(
        "1.3.2",
        "ladder.many.gathered",
        "1",
        Unit.YES_NO,
        ("批量：每人每天合并为一条通知", "Many: gathered, one notice a person and day"),
    ),
    # Papers that end: their own reminders come before, so the ladder begins when they have ended.
    figure("1.3.2", "ladder.renewal.due", "1", Unit.FRACTION, ("续证：到期上报部门负责人", "Renewal: to the head")),
    figure(
        "1.3.2",
        "ladder.renewal.manager",
        "1",
        Unit.DAYS,
        ("续证：超时多久上报项目经理", "Renewal: to the manager, late by"),
    ),
    *SERVICE,
    *PEOPLE,
    # Contact data leaving the system.
    figure(
        "1.3.1",
        "export.second_person",
        "200",
        Unit.ROWS,
        ("含联系方式的导出超过此行数须两人办理", "Export with contact data needs a second person above"),
        source=PERSONAL_DATA,
    ),
    figure(
        "1.3.1",
        "export.most",
        "2000",
        Unit.ROWS,
        ("含联系方式的导出最多行数", "Export with contact data never above"),
        source=PERSONAL_DATA,
    ),
)


def shipped() -> Figures:
    """The figures that are on as shipped, without any estate's overrides."""
    return Figures(figure for figure in SHIPPED if figure.on_by_default)


def figures_of(clause: str) -> tuple[Figure, ...]:
    """The shipped figures of one clause, presets included."""
    return tuple(figure for figure in SHIPPED if figure.clause == clause)
