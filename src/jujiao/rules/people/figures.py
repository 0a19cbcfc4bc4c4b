"""The figures of people (chapter 2) as shipped."""

from jujiao.rules.figure import Figure, Kind, Unit
from jujiao.rules.shipping import figure

PEOPLE: tuple[Figure, ...] = (
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
    # Rosters.
    figure(
        "3.1.1",
        "roster.overtime",
        "36",
        Unit.HOURS,
        ("排班：每月加班不超过", "Rosters: overtime of a calendar month, at most"),
        source=("《劳动法》第四十一条", "Labour Law, article 41"),
    ),
    figure(
        "3.1.1",
        "roster.holidays_count",
        "1",
        Unit.YES_NO,
        ("排班：法定休假日工时计入加班上限", "Rosters: work on public holidays counts into the most overtime"),
        source=(
            "从严理解《劳动法》第四十一条、第四十四条",
            "the cautious reading of articles 41 and 44 of the Labour Law",
        ),
    ),
    # Papers that end: each figure is the days before their last one.
    figure(
        "2.1.3",
        "credential.early",
        "90",
        Unit.CALENDAR_DAYS,
        ("证件到期前多少天首次提醒续证", "Credentials are to be renewed: first said before"),
    ),
    figure("2.1.3", "credential.soon", "30", Unit.CALENDAR_DAYS, ("证件到期前多少天再次提醒", "Said again before")),
    figure(
        "2.1.3",
        "credential.last",
        "7",
        Unit.CALENDAR_DAYS,
        ("证件到期前多少天由行政部门督办", "Administration sees to it before"),
    ),
    figure(
        "2.1.3",
        "posting.gap",
        "15",
        Unit.CALENDAR_DAYS,
        ("任职资格缺口补齐", "What a post asks and its holder lacks, there within"),
    ),
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
)
