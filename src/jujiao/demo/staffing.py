"""The staff of the demonstration: posts, people, and the papers that each of them must hold."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.contrib.auth.hashers import make_password

from jujiao.company.accounts.models import User
from jujiao.company.estates.models import Company, Estate
from jujiao.company.estates.names import pinyin_of
from jujiao.company.staff.models import (
    Assignment,
    ContractKind,
    Credential,
    CredentialKind,
    Department,
    DepartmentKind,
    Employee,
    Employment,
    PostFamily,
    Sex,
)
from jujiao.company.staff.models import Post as CompanyPost
from jujiao.company.staff.operations import ContractFacts, FileFacts, add_contract, keep_file
from jujiao.company.staff.operations.primary import first_if_none
from jujiao.demo.names import phone
from jujiao.kernel.record.access import SYSTEM, Role
from jujiao.rules.identity_numbers import check_of

PASSWORD = "jujiao-demo"  # noqa: S105 (said aloud at the first start)
SERVICE, ENGINEERING, SECURITY, CLEANING, OFFICE = DepartmentKind
WOMEN = frozenset({"wangfang", "liuting", "chenjie", "guojing", "wuxiulan", "zhouhong", "heping", "xuli", "xiemin"})


@dataclass(frozen=True)
class Post:
    """One person of the staff: user name, name, role, post, and the department (None: the estate or the company)."""

    username: str
    name: str
    role: Role
    title: str
    department: DepartmentKind | None = None
    everywhere: bool = False


POSTS = (
    Post("wangfang", "王芳", Role.CLERK, "前台客服", SERVICE),
    Post("liuting", "刘婷", Role.CLERK, "前台客服", SERVICE),
    Post("chenjie", "陈洁", Role.CLERK, "前台客服", SERVICE),
    Post("guojing", "郭静", Role.HEAD, "客服主管", SERVICE),
    Post("zhaoqiang", "赵强", Role.MEMBER, "维修工程师", ENGINEERING),
    Post("sunlei", "孙磊", Role.MEMBER, "维修工程师", ENGINEERING),
    Post("qianjun", "钱军", Role.MEMBER, "维修工程师", ENGINEERING),
    Post("gaowei", "高伟", Role.HEAD, "工程主管", ENGINEERING),
    Post("machao", "马超", Role.MEMBER, "秩序维护员", SECURITY),
    Post("lisong", "李松", Role.MEMBER, "秩序维护员", SECURITY),
    Post("leihao", "雷浩", Role.HEAD, "秩序主管", SECURITY),
    Post("wuxiulan", "吴秀兰", Role.MEMBER, "保洁员", CLEANING),
    Post("zhouhong", "周红", Role.MEMBER, "保洁员", CLEANING),
    Post("heping", "何萍", Role.HEAD, "保洁主管", CLEANING),
    Post("xuli", "许丽", Role.ADMINISTRATION, "行政主管", OFFICE, everywhere=True),
    Post("hanming", "韩明", Role.MANAGER, "项目经理"),
    Post("caoguodong", "曹国栋", Role.COMPANY, "公司总经理", everywhere=True),
    Post("xiemin", "谢敏", Role.AUDITOR, "审计专员", everywhere=True),
    Post("tangning", "唐宁", Role.SYSADMIN, "系统管理员", everywhere=True),
)
COMPANY_POSTS = (
    ("KF-01", "前台客服", PostFamily.CUSTOMER_SERVICE, 1),
    ("KF-02", "客服主管", PostFamily.CUSTOMER_SERVICE, 3),
    ("GC-02", "维修工程师", PostFamily.ENGINEERING, 2),
    ("GC-03", "工程主管", PostFamily.ENGINEERING, 3),
    ("ZX-01", "秩序维护员", PostFamily.SECURITY, 1),
    ("ZX-02", "秩序主管", PostFamily.SECURITY, 3),
    ("BJ-01", "保洁员", PostFamily.CLEANING, 1),
    ("BJ-02", "保洁主管", PostFamily.CLEANING, 3),
    ("XZ-01", "行政主管", PostFamily.ADMINISTRATION, 3),
    ("GL-01", "项目经理", PostFamily.MANAGEMENT, 4),
    ("GL-02", "公司总经理", PostFamily.MANAGEMENT, 5),
    ("GL-03", "审计专员", PostFamily.MANAGEMENT, 3),
    ("GL-04", "系统管理员", PostFamily.MANAGEMENT, 3),
)
GUARDS = frozenset({"ZX-01", "ZX-02"})


def bring_staff(estate: Estate, departments: dict[DepartmentKind, Department], joined: date, now: datetime) -> None:
    """Everybody as they were when they joined: with a post of the company, a file, a contract, and their papers."""
    posts = _company_posts(estate.company)
    password = make_password(PASSWORD)
    people: dict[str, Employee] = {}
    for index, post in enumerate(POSTS, start=1):
        user = User.objects.create(username=post.username, name=post.name, password=password)
        employee = people[post.username] = Employee.objects.create(
            company=estate.company,
            user=user,
            number=f"{index:04}",
            name=post.name,
            pinyin=pinyin_of(post.name),
            phone=phone(90_000 + index),
            joined_on=joined,
        )
        first_if_none(
            Assignment.objects.create(
                employee=employee,
                role=post.role,
                estate=None if post.everywhere else estate,
                department=departments[post.department] if post.department else None,
                post=posts[post.title],
                title=post.title,
                starts_on=joined,
            )
        )
        _on_file(employee, index, post.username in WOMEN, joined, now)
    _papers(people, posts, joined, now)


def _company_posts(company: Company) -> dict[str, CompanyPost]:
    rows = [
        CompanyPost(company=company, code=code, name=name, family=family, level=level, is_guard=code in GUARDS)
        for code, name, family, level in COMPANY_POSTS
    ]
    return {each.name: each for each in CompanyPost.objects.bulk_create(rows)}


def _on_file(employee: Employee, index: int, woman: bool, joined: date, now: datetime) -> None:
    """A file with an identity number that nobody has, and a contract of three years."""
    born_on = date(1978 + index, 1 + index % 12, 3 + index)
    first = f"330106{born_on:%Y%m%d}{90 + index % 9:02}{2 * (index % 4) + (not woman)}"
    facts = FileFacts(
        sex=Sex.FEMALE if woman else Sex.MALE,
        born_on=born_on,
        identity=first + check_of(first),
        registered_address=f"杭州市西湖区文二路 {100 + index} 号",
        current_address=f"杭州市余杭区云栖路 {index} 号",
    )
    keep_file(employee=employee, facts=facts, version=0, actor=SYSTEM, now=now)
    spell = Employment.objects.get(employee=employee)
    contract = ContractFacts(ContractKind.FIXED, joined, joined + timedelta(days=3 * 365), signed_on=joined)
    add_contract(employment=spell, facts=contract, actor=SYSTEM, now=now)


def _papers(people: dict[str, Employee], posts: dict[str, CompanyPost], joined: date, now: datetime) -> None:
    """The safety induction of everybody, the licences of guards: written down by one, verified by another."""
    held = [(employee, CredentialKind.INDUCTION, "") for employee in people.values()]
    guards = [people[post.username] for post in POSTS if posts[post.title].is_guard]
    held += [(employee, CredentialKind.GUARD, f"浙公安 2021-{employee.number}") for employee in guards]
    Credential.objects.bulk_create(
        Credential(
            employee=employee,
            kind=kind,
            number=number,
            issuer="" if kind is CredentialKind.INDUCTION else "杭州市公安局",
            starts_on=joined,
            recorded_by=_other(people, employee, "xuli").user,
            recorded_at=now,
            verified_by=_other(people, employee, "hanming").user,
            verified_at=now,
        )
        for employee, kind, number in held
    )


def _other(people: dict[str, Employee], employee: Employee, meant: str) -> Employee:
    """Whoever is meant, or, where that is the person, the director."""
    return people["caoguodong"] if people[meant] == employee else people[meant]
