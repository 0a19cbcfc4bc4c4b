"""Every clause of the regulation (规章) by number, said in our own words; the copy at hand breaks off in 3.3.1."""

from dataclasses import dataclass

from jujiao.rules.figure import Figure
from jujiao.rules.figures import figures_of


@dataclass(frozen=True, slots=True)
class Heading:
    """A chapter or section that only groups clauses."""

    number: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause (条款): number, heading, and one sentence on what it asks for.

    `complete` is False where the copy of the regulation breaks off inside the clause.
    """

    number: str
    heading_zh: str
    heading_en: str
    says_zh: str
    says_en: str
    complete: bool = True

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The shipped figures that serve this clause, presets included."""
        return figures_of(self.number)


HEADINGS: tuple[Heading, ...] = (
    Heading("1", "总则", "General"),
    Heading("1.3", "基本原则", "Principles"),
    Heading("2", "人员管理聚焦", "Focus on people"),
    Heading("2.1", "招聘与选拔", "Recruitment and selection"),
    Heading("2.2", "培训与发展", "Training and growth"),
    Heading("2.3", "绩效考核", "Appraisal"),
    Heading("3", "客户服务聚焦", "Focus on service"),
    Heading("3.1", "客户接待", "Receiving owners"),
    Heading("3.2", "投诉处理", "Complaints"),
    Heading("3.3", "客户关系维护", "Keeping in touch"),
)

CLAUSES: tuple[Clause, ...] = (
    Clause(
        "1.1",
        "目的",
        "Purpose",
        "写明谁负责什么、事情怎么办，让每一项工作都对准业主的需要。",
        "Says who does what and how, so that all work serves what owners need.",
    ),
    Clause(
        "1.2",
        "适用范围",
        "Scope",
        "公司每一位在职员工，不论岗位，都要遵守。",
        "Binds everyone whom the company employs, whatever the post.",
    ),
    Clause(
        "1.3.1",
        "业主至上",
        "Owners first",
        "做决定先看业主需要什么、是否满意。",
        "What owners need, and whether they are satisfied, comes before all else.",
    ),
    Clause(
        "1.3.2",
        "专业高效",
        "Skilled and quick",
        "提高本领，少让业主等；快到期的事有人提醒，超时的事逐级上报。",
        "Better skills and less waiting: what comes due is called to mind, what is late goes up the ladder.",
    ),
    Clause(
        "1.3.3",
        "团结协作",
        "Together",
        "跨部门的事一起办，业主不必自己来回找人。",
        "Departments work as one, so that no owner has to go from door to door.",
    ),
    Clause(
        "1.3.4",
        "持续改进",
        "Ever better",
        "按时听取业主意见，找出短处，改进做法。",
        "Ask owners regularly, find what is weak, and change how things are done.",
    ),
    Clause(
        "2.1.1",
        "需求分析",
        "Requisitions",
        "部门缺人时，负责人按期向行政部门说明要什么岗位、做什么、会什么。",
        "Heads of departments tell administration at set times which posts they need, for what, and with which skills.",
    ),
    Clause(
        "2.1.2",
        "招聘渠道",
        "Postings",
        "行政部门从多个来源招人，关键岗位可以请猎头。",
        "Administration looks for people in several places; for key posts a search firm may help.",
    ),
    Clause(
        "2.1.3",
        "选拔流程",
        "Selection",
        "看简历、笔试、面试、背景调查依次进行，面试由用人部门和行政部门一起做；安保等岗位另查体能和资质。",
        "Papers, test, an interview held by both the department and administration, and a background check;"
        " guards and the like also show fitness and licence.",
    ),
    Clause(
        "2.2.1",
        "新员工培训",
        "Induction",
        "新人入职先有一周的公司培训，所在部门再教岗位上的本事。",
        "A new employee has a week of induction, and learns the work of the post in the department.",
    ),
    Clause(
        "2.2.2",
        "定期培训",
        "Regular training",
        "全员按期上课，形式不限；自学考到专业证书的有奖励。",
        "Everyone is trained at set times in whatever form fits; a certificate earned by oneself is rewarded.",
    ),
    Clause(
        "2.2.3",
        "职业发展规划",
        "Careers",
        "给每个人做一份发展计划，有晋升的路，也有轮岗的机会。",
        "Each person has a plan, a way up, and the chance to work in other posts for a time.",
    ),
    Clause(
        "2.3.1",
        "考核指标设定",
        "Appraisal measures",
        "各岗位按自己的工作定指标：客服看满意和及时，维修看快慢和质量，安保看事故和巡逻。",
        "Each post is measured by its own work: the desk by satisfaction and timeliness, engineers by speed and"
        " quality, guards by incidents and patrols.",
    ),
    Clause(
        "2.3.2",
        "考核周期",
        "Appraisal periods",
        "每月考核在下月 1 日至 10 日做，全年考核在下一年 1 月做。",
        "Each month is appraised by the 10th of the next, each year in the January that follows.",
    ),
    Clause(
        "2.3.3",
        "考核结果应用",
        "Use of results",
        "薪酬、奖金、晋升和培训都看考核结果；培训后仍不合格的，可以依规调岗或辞退。",
        "Pay, bonus, promotion and training follow the results; who still fails after training may be moved or"
        " dismissed under the rules.",
    ),
    Clause(
        "3.1.1",
        "前台服务",
        "Front desk",
        "前台昼夜都有人，礼貌接待，听完并记下来。",
        "The desk is staffed day and night, receives people politely, hears them out and writes it down.",
    ),
    Clause(
        "3.1.2",
        "电话服务",
        "Telephone",
        "电话响到第四声之前接起，用统一话术；记下投诉和建议，跟进并按时答复。",
        "Calls are answered before the fourth ring in one manner; what is asked or complained of is noted, followed"
        " and answered in time.",
    ),
    Clause(
        "3.1.3",
        "线上服务",
        "Online",
        "业主随时可以在线上留言，客服及时看、及时回。",
        "Owners can write online at any time, and are read and answered soon.",
    ),
    Clause(
        "3.2.1",
        "投诉受理",
        "Taking complaints",
        "不论从哪里来的投诉都受理，记清内容和联系方式，当场告诉业主什么时候办好。",
        "A complaint is taken by whatever way it comes, noted with a contact, and the owner is told by when.",
    ),
    Clause(
        "3.2.2",
        "投诉处理流程",
        "Handling complaints",
        "马上派单；一般投诉 24 小时内初步回复、48 小时内办结；复杂投诉与业主商定期限，并按期反馈进度。",
        "Handed over at once; an ordinary one gets a first reply in 24 hours and is done in 48; for a complex one a"
        " date is agreed with the owner, who hears of the progress on the way.",
    ),
    Clause(
        "3.2.3",
        "投诉回访",
        "Follow-up",
        "办结后 3 个工作日内回访；业主不满意就重新办，直到满意。",
        "Within 3 working days after it is done the owner is asked; a dissatisfied owner's case is taken up again"
        " until it is right.",
    ),
    Clause(
        "3.3.1",
        "定期沟通",
        "Regular contact",
        "按期用电话、短信或上门等方式联系业主，了解他们的需要（手头文本到此中断）。",
        "Owners are contacted at set times by phone, message or visit to learn what they need (the copy breaks off"
        " here).",
        complete=False,
    ),
)

_BY_NUMBER = {entry.number: entry for entry in CLAUSES}


def clause(number: str) -> Clause:
    """The clause of that number; KeyError where the regulation has none."""
    return _BY_NUMBER[number]
