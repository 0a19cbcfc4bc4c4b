"""The figures of complaints, and of what else owners bring, as shipped (3.2, 3.1.2)."""

from jujiao.rules.figure import Figure, Kind, Unit
from jujiao.rules.shipping import figure

IN_TIME = ("公司做法；规章要求按时答复", "our practice; the regulation asks for answers in time")
SET_TIME = ("公司做法；规章要求在规定时间内", "our practice; the regulation asks for a set time")

COMPLAINTS: tuple[Figure, ...] = (
    figure(
        "3.2.1",
        "complaint.backdating",
        "72",
        Unit.HOURS,
        ("补登最多可早于登记时间", "A complaint may be typed in late by"),
    ),
    figure(
        "3.2.2",
        "complaint.dispatch",
        "20",
        Unit.MINUTES,
        ("派单", "Handed to a department"),
        source=("行业常用服务标准；规章要求立即转交", "common service standard; the regulation asks for it at once"),
    ),
    figure(
        "3.2.2",
        "complaint.accept",
        "30",
        Unit.MINUTES,
        ("部门接单（白天 8:00—22:00）", "Accepted by the department, by day (08:00–22:00)"),
        source=SET_TIME,
    ),
    figure(
        "3.2.2",
        "complaint.accept_by_night",
        "2",
        Unit.HOURS,
        ("部门接单（夜间 22:00—8:00）", "Accepted by the department, by night (22:00–08:00)"),
        source=SET_TIME,
    ),
    figure("3.2.2", "complaint.plan", "24", Unit.HOURS, ("处理方案", "Investigated and plan made"), source=SET_TIME),
    figure("3.2.2", "complaint.first_reply", "24", Unit.HOURS, ("初步回复", "First reply"), kind=Kind.REGULATION),
    figure("3.2.2", "complaint.resolve", "48", Unit.HOURS, ("办结", "Done"), kind=Kind.REGULATION),
    figure(
        "3.2.2",
        "complaint.progress",
        "48",
        Unit.HOURS,
        ("复杂投诉进度反馈间隔", "Progress report on a complex complaint every"),
        source=("公司做法；规章要求定期反馈", "our practice; the regulation asks for regular reports"),
    ),
    figure(
        "3.2.2",
        "complaint.progress_longest",
        "168",
        Unit.HOURS,
        ("进度反馈间隔最长", "Longest interval of progress reports"),
    ),
    figure(
        "3.2.2",
        "complaint.agreed_longest",
        "180",
        Unit.DAYS,
        ("与业主商定的期限最远", "Farthest date to agree on with the owner"),
    ),
    figure("3.2.3", "complaint.follow_up", "3", Unit.WORKING_DAYS, ("回访", "Follow-up"), kind=Kind.REGULATION),
    figure(
        "3.2.3",
        "complaint.follow_up_other_person",
        "1",
        Unit.YES_NO,
        ("由处理人以外的人回访", "Follow-up by another person than the handler"),
    ),
    figure(
        "3.2.3",
        "complaint.satisfied_from",
        "3",
        Unit.SCORE,
        ("几分起算满意", "Satisfied from this score on"),
        source=("公司做法：3 分为基本满意", "our practice: 3 of 5 means fairly satisfied"),
    ),
    figure(
        "3.2.3",
        "complaint.manager_round",
        "3",
        Unit.ROUND,
        ("第几轮起由项目经理负责", "Owned by the estate manager from round"),
    ),
    figure(
        "3.2.3",
        "complaint.unreachable_attempts",
        "3",
        Unit.TIMES,
        ("联系不上：至少尝试次数", "Unreachable: attempts at least"),
    ),
    figure(
        "3.2.3",
        "complaint.unreachable_days",
        "2",
        Unit.TIMES,
        ("联系不上：至少分布天数", "Unreachable: on at least this many days"),
    ),
    figure(
        "3.2.2",
        "complaint.instruction",
        "24",
        Unit.HOURS,
        ("督办回复（未另定时）", "Instruction answered, unless another time is named"),
        source=SET_TIME,
    ),
    figure(
        "3.2.3",
        "complaint.appointment",
        "15",
        Unit.MINUTES,
        ("业主约定的回访时间后多久内致电", "Called within, after the time that the owner named"),
    ),
    figure(
        "3.2.3",
        "complaint.appointment_longest",
        "7",
        Unit.DAYS,
        ("业主约定的回访时间最远", "Farthest time to call that an owner names"),
    ),
    figure(
        "3.2.3",
        "complaint.reopen",
        "7",
        Unit.CALENDAR_DAYS,
        ("关闭后可再次受理的天数", "A closed complaint can be taken up again within"),
    ),
    # What is no complaint.
    figure("3.1.2", "complaint.enquiry", "24", Unit.HOURS, ("咨询答复", "Enquiry answered"), source=IN_TIME),
    figure(
        "3.1.2", "complaint.suggestion", "3", Unit.WORKING_DAYS, ("建议答复", "Suggestion answered"), source=IN_TIME
    ),
)
