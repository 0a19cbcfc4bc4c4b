"""The form: its sheets, columns and words, in Chinese and in English. What is sent back may be in either, or in the
usual words of other lists (usual.py)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import get_language

from jujiao.company.estates.models import Relation
from jujiao.company.staff.workbook import usual
from jujiao.kernel.record.access import Role

type Words = tuple[str, ...]


@dataclass(frozen=True)
class FormColumn:
    """A column by its key. `contact` columns hold phone numbers, `several` of one person, or addresses;
    `choices` are the words that a cell may hold. With `further` words a list may have more columns for it, which are
    read as if all stood in one cell; `further_usual` are headings that other lists have for these.

    One that is `required` must be there, and its cells must be filled in but where they `may_be_empty`. `usual` are
    headings that other lists have for it. What is the same for all rows of a list without such a column may be said
    `once`."""

    key: str
    words: Words
    help: Words = ("", "")
    required: bool = False
    may_be_empty: bool = False
    contact: bool = False
    several: bool = False
    choices: Sequence[Words] = ()
    width: int = 14
    usual: Sequence[str] = ()
    day: bool = False
    once: bool = False
    further: Words = ()
    further_usual: Sequence[str] = ()


@dataclass(frozen=True)
class FormSheet:
    """A sheet by its key. `more` are columns that our form lacks and other lists have; a required column may be there
    in several `parts` of them instead."""

    key: str
    words: Words
    columns: Sequence[FormColumn]
    usual: Sequence[str] = ()
    more: Sequence[FormColumn] = ()
    parts: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def known(self) -> Sequence[FormColumn]:
        return (*self.columns, *self.more)

    def column(self, key: str) -> FormColumn:
        return next(each for each in self.known if each.key == key)


RELATIONS: Mapping[Relation, Words] = {
    Relation.OWNER: ("业主", "Owner", *usual.OWNER),
    Relation.FAMILY: ("家属", "Family", *usual.FAMILY),
    Relation.TENANT: ("租户", "Tenant", *usual.TENANT),
}
ROLES: Mapping[Role, Words] = {
    Role.CLERK: ("客服前台", "Desk clerk", "前台", "前台客服"),
    Role.MEMBER: ("部门员工", "Department member", "员工", "普通员工"),
    Role.HEAD: ("部门负责人", "Department head", "部门主管", "部门经理"),
    Role.ADMINISTRATION: ("行政", "Administration"),
    Role.MANAGER: ("项目经理", "Estate manager"),
    Role.COMPANY: ("公司负责人", "Company director"),
    Role.AUDITOR: ("审计", "Auditor"),
    Role.SYSADMIN: ("系统管理员", "System administrator"),
}
HERE: Words = ("本小区", "This estate")
EVERYWHERE: Words = ("全公司", "All estates")

DAY: Words = ("日期，如 2025-07-01", "A date, as 2025-07-01")
PHONE: Words = ("手机 11 位，或带区号的固话；带 * 的号码视为不变", "11 digits or a landline; with * it stays as it is")
PHONES: Words = (
    "手机 11 位，或带区号的固话；多个号码用；隔开，可加括号注明，如 13800138000；13900139000(妻)；带 * 的号码视为不变",
    "11 digits or a landline; several as 13800138000; 13900139000(wife); with * it stays as it is",
)

ROOMS = FormSheet(
    "rooms",
    ("房屋", "Rooms"),
    (
        FormColumn("building", ("楼栋", "Building"), ("如 3 或 3栋", "As 3"), required=True, usual=usual.BUILDING),
        FormColumn(
            "unit",
            ("单元", "Unit"),
            ("如 2 或 2单元；别墅、商铺留空", "As 2; empty for villas and shops"),
            required=True,
            may_be_empty=True,
            usual=usual.UNIT,
        ),
        FormColumn("number", ("房号", "Number"), ("如 1201", "As 1201"), required=True, usual=usual.ROOM_NUMBER),
    ),
    usual=usual.SHEET_OF_ROOMS,
)
RESIDENTS = FormSheet(
    "residents",
    ("住户", "Residents"),
    (
        FormColumn(
            "room", ("房屋", "Room"), ("楼栋-单元-房号，如 3-2-1201", "As 3-2-1201"), required=True, usual=usual.ROOM
        ),
        FormColumn("name", ("姓名", "Name"), required=True, usual=usual.RESIDENT_NAME),
        FormColumn(
            "phone",
            ("手机号", "Phone"),
            PHONES,
            contact=True,
            several=True,
            width=18,
            usual=usual.PHONE,
            further=("其他电话", "Further phones"),
            further_usual=usual.FURTHER_PHONE,
        ),
        FormColumn(
            "relation",
            ("关系", "Relation"),
            required=True,
            choices=tuple(RELATIONS.values()),
            usual=usual.RELATION,
            once=True,
        ),
        FormColumn("moved_in", ("入住日期", "Moved in"), DAY, required=True, usual=usual.MOVED_IN, day=True, once=True),
        FormColumn(
            "moved_out",
            ("迁出日期", "Moved out"),
            ("在住的留空", "Empty while living there"),
            usual=usual.MOVED_OUT,
            day=True,
        ),
    ),
    usual=usual.SHEET_OF_RESIDENTS,
    more=(
        FormColumn("building", ("楼栋", "Building"), usual=usual.BUILDING),
        FormColumn("unit", ("单元", "Unit"), usual=usual.UNIT),
        FormColumn("number", ("房号", "Number"), usual=usual.ROOM_NUMBER),
    ),
    parts={"room": ("building", "number")},
)
EMPLOYEES = FormSheet(
    "employees",
    ("员工", "Employees"),
    (
        FormColumn(
            "number",
            ("工号", "Staff number"),
            ("一人多岗写多行", "One row for each post"),
            required=True,
            usual=usual.STAFF_NUMBER,
        ),
        FormColumn("name", ("姓名", "Name"), required=True, usual=usual.EMPLOYEE_NAME),
        FormColumn("phone", ("手机号", "Phone"), PHONE, contact=True, width=18, usual=usual.PHONE),
        FormColumn(
            "username", ("用户名", "User name"), ("留空则用工号", "Empty: the staff number"), usual=usual.USERNAME
        ),
        FormColumn("scope", ("任职范围", "Where"), required=True, choices=(HERE, EVERYWHERE), once=True),
        FormColumn(
            "department",
            ("部门", "Department"),
            ("须先建好的部门", "One that is there already"),
            usual=usual.DEPARTMENT,
        ),
        FormColumn("title", ("岗位", "Post"), ("如 水电工", "As plumber"), usual=usual.TITLE),
        FormColumn("role", ("角色", "Role"), required=True, choices=tuple(ROLES.values()), usual=usual.ROLE, once=True),
        FormColumn(
            "joined_on", ("入职日期", "Joined on"), DAY, required=True, usual=usual.JOINED_ON, day=True, once=True
        ),
        FormColumn(
            "left_on", ("离职日期", "Left on"), ("在职的留空", "Empty while employed"), usual=usual.LEFT_ON, day=True
        ),
        FormColumn(
            "starts_on",
            ("任职开始", "Post from"),
            ("留空则同入职日期", "Empty: the day of joining"),
            usual=usual.STARTS_ON,
            day=True,
        ),
        FormColumn(
            "ends_on",
            ("任职结束", "Post until"),
            ("任职中留空", "Empty while it is held"),
            usual=usual.ENDS_ON,
            day=True,
        ),
        FormColumn("email", ("邮箱", "E-mail"), ("通知发到这里", "Notices go there"), contact=True, usual=usual.EMAIL),
    ),
    usual=usual.SHEET_OF_EMPLOYEES,
)
DESK = FormSheet(
    "desk",
    ("前台信息", "Front desk data"),
    (FormColumn("phone", ("前台电话", "Front desk's phone"), ("业主拨打的客服电话", "Owners call it"), width=18),),
)
SHEETS = (ROOMS, RESIDENTS, EMPLOYEES, DESK)
NOTES: Words = ("说明", "Notes")


def said(words: Words) -> str:
    """The words in the language of the page: the first are Chinese, the second English, what follows is understood."""
    return words[1] if (get_language() or "").startswith("en") else words[0]


def same(words: Words, typed: str) -> bool:
    """Whether somebody typed these words, in either language."""
    return usual.bare(typed) in {usual.bare(word) for word in words}
