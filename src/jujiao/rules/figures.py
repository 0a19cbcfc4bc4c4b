"""Every figure of the rulebook as shipped: the regulation's own, our defaults, and presets that are off."""

from jujiao.rules.figure import Figure, Figures, Kind, Unit
from jujiao.rules.figures_of_complaints import COMPLAINTS
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
    *COMPLAINTS,
    # The desk, the telephone, messages.
    figure(
        "3.1.1",
        "desk.hours",
        "24",
        Unit.PER_DAY,
        ("前台每天值班小时数", "Hours a day that the front desk is covered"),
        kind=Kind.REGULATION,
    ),
    figure("3.1.2", "call.rings", "3", Unit.RINGS, ("电话几声内接听", "Phone answered within"), kind=Kind.REGULATION),
    figure(
        "3.1.2",
        "call.seconds",
        "15",
        Unit.SECONDS,
        ("电话接听（第四声响起前）", "Phone answered, before the 4th ring starts"),
        source=("规章 3.1.2，按响 1 秒停 4 秒折算", "regulation 3.1.2, at 1 s on and 4 s off"),
        kind=Kind.REGULATION,
    ),
    figure(
        "3.1.2",
        "call.seconds_strict",
        "11",
        Unit.SECONDS,
        ("电话接听（第三声响完前）", "Phone answered, before the 3rd ring ends"),
        source=("规章 3.1.2 的从严理解", "the strict reading of regulation 3.1.2"),
        kind=Kind.PRESET,
    ),
    figure(
        "3.1.3",
        "message.by_day",
        "10",
        Unit.MINUTES,
        ("线上留言回复（白天）", "Online message answered by day"),
        source=("公司做法；规章要求及时回复", "our practice; the regulation asks for prompt answers"),
    ),
    figure(
        "3.1.3",
        "message.by_night",
        "30",
        Unit.MINUTES,
        ("线上留言回复（夜间）", "Online message answered by night"),
        source=("公司做法；规章要求及时回复", "our practice; the regulation asks for prompt answers"),
    ),
    # Keeping in touch.
    figure(
        "3.3.1",
        "contact.household",
        "1",
        Unit.PER_QUARTER,
        ("每户定期沟通", "Regular contact with each household"),
        source=("公司做法；规章要求定期沟通", "our practice; the regulation asks for regular contact"),
    ),
    figure("3.3.1", "contact.new_owner", "30", Unit.DAYS, ("新业主首次沟通", "First contact with a new owner")),
    figure(
        "1.3.4",
        "survey.times",
        "2",
        Unit.PER_YEAR,
        ("满意度调查", "Satisfaction survey"),
        source=("公司做法；规章要求定期收集反馈", "our practice; the regulation asks for feedback regularly"),
    ),
    figure(
        "1.3.4", "survey.return_rate", "75", Unit.PERCENT, ("满意度调查回收率不低于", "Survey return rate at least")
    ),
    # The graded work of 2.3.1.
    figure("2.3.1", "repair.emergency", "30", Unit.MINUTES, ("紧急报修到场", "Emergency repair, on site")),
    figure(
        "2.3.1",
        "repair.emergency_strict",
        "15",
        Unit.MINUTES,
        ("紧急报修到场（从严）", "Emergency repair, on site, strict"),
        source=("可选预设", "offered preset"),
        kind=Kind.PRESET,
    ),
    figure("2.3.1", "repair.ordinary", "24", Unit.HOURS, ("一般报修完成", "Ordinary repair, done")),
    figure(
        "2.3.1",
        "repair.ordinary_long",
        "48",
        Unit.HOURS,
        ("一般报修完成（从宽）", "Ordinary repair, done, longer"),
        source=("可选预设", "offered preset"),
        kind=Kind.PRESET,
    ),
    figure("2.3.1", "repair.follow_up_share", "30", Unit.PERCENT, ("报修回访比例", "Share of repairs followed up")),
    figure("2.3.1", "repair.follow_up_leaks", "1", Unit.YES_NO, ("渗漏维修全部回访", "All leaks followed up")),
    figure("2.3.1", "repair.follow_up_indoor", "1", Unit.YES_NO, ("入户维修全部回访", "All indoor work followed up")),
    figure("2.3.1", "repair.follow_up_bad", "1", Unit.YES_NO, ("差评维修全部回访", "All bad ratings followed up")),
    figure("2.3.1", "patrol.rounds", "12", Unit.PER_DAY, ("每 24 小时巡逻圈数", "Patrol rounds in 24 hours")),
    figure("2.3.1", "patrol.key_points", "60", Unit.MINUTES, ("重点部位巡逻间隔", "Key points patrolled every")),
    figure("2.3.1", "cleaning.roads_and_stairs", "2", Unit.PER_DAY, ("道路和楼道清扫", "Roads and stairs cleaned")),
    figure("2.3.1", "cleaning.waste", "1", Unit.PER_DAY, ("垃圾清运", "Waste collected")),
    # People.
    figure(
        "2.1.1",
        "requisition.period",
        "3",
        Unit.MONTHS,
        ("人员需求每几个月征集一次", "Departments are asked what they need, for every"),
        source=("公司做法；规章要求定期提交", "our practice; the regulation asks for regular reports"),
    ),
    figure(
        "2.1.1",
        "requisition.lead",
        "1",
        Unit.MONTHS,
        ("人员需求提前几个月征集", "Departments are asked what they need, ahead by"),
    ),
    figure(
        "2.1.1", "requisition.answer", "5", Unit.WORKING_DAYS, ("部门提交人员需求", "What a department needs, said")
    ),
    figure("2.1.1", "requisition.accept", "2", Unit.WORKING_DAYS, ("行政部门受理人员需求", "What it needs, accepted")),
    figure("2.1.1", "requisition.approve", "2", Unit.WORKING_DAYS, ("公司审批人员需求", "What it needs, approved")),
    figure(
        "2.2.1",
        "training.induction",
        "7",
        Unit.DAYS,
        ("新员工入职培训", "Induction of a new employee within"),
        kind=Kind.REGULATION,
    ),
    figure(
        "2.3.2",
        "appraisal.monthly_from",
        "1",
        Unit.DAY_OF_MONTH,
        ("月度考核开始（次月）", "Monthly appraisal from, next month"),
        kind=Kind.REGULATION,
    ),
    figure(
        "2.3.2",
        "appraisal.monthly_to",
        "10",
        Unit.DAY_OF_MONTH,
        ("月度考核截止（次月）", "Monthly appraisal until, next month"),
        kind=Kind.REGULATION,
    ),
    figure(
        "2.3.2",
        "appraisal.annual",
        "1",
        Unit.MONTH,
        ("年度考核月份（次年）", "Annual appraisal in month, next year"),
        kind=Kind.REGULATION,
    ),
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
