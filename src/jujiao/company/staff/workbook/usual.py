"""The usual words of other lists: how their sheets and columns are called, and what they call people.

One table for each; a word in it is a guess, which a person sees and may change before anything is read by it."""

import re
import unicodedata

_NOTES = re.compile(r"\(.*?\)|\[.*?\]|【.*?】|〔.*?〕|<.*?>")
_SIGNS = re.compile(r"[\s*:;,.。、?!_/\\|·•★☆※#\"'“”-]+")


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


OWNER = _words("户主 本人 业主本人 产权人 产权所有人 共有产权人 产权共有人 共有人 房主 主业主 购房人 业权人 登记业主")
FAMILY = _words(
    """
    配偶 妻子 丈夫 夫妻 爱人 妻 夫 老婆 老公 子女 儿子 女儿 子 女 长子 长女 次子 次女 儿媳 女婿 父母
    父亲 母亲 父 母 爸爸 妈妈 岳父 岳母 公公 婆婆 祖父 祖母 外祖父 外祖母 爷爷 奶奶 外公 外婆 孙子 孙女
    外孙 外孙女 兄弟 姐妹 哥哥 姐姐 弟弟 妹妹 亲属 亲戚 家人 家庭成员 业主家属 同住人 共同居住人
    同住家属
    """
)
TENANT = _words("租客 承租人 承租方 租赁人 租赁户 租住人 租房 租用人 租户本人 住客 商户 使用人")

BUILDING = _words("楼栋号 楼栋名称 所属楼栋 楼号 楼 栋 栋号 幢 幢号 座 座号 楼宇 楼宇名称 楼幢 楼座 号楼")
UNIT = _words("单元号 单元名称 所属单元 门洞 梯号")
ROOM_NUMBER = _words("房间号 房间 房间编号 室 室号 户号 门牌 门牌号 房屋号 房屋编号 房产编号 房号编号")
ROOM = (
    *ROOM_NUMBER,
    *_words("""
    房号 房屋地址 房屋信息 所在房屋 房屋坐落 坐落 住址 地址 住房 房产 房产地址 楼房号 楼栋房号 单元房号
    物业地址 房屋名称 房产名称 户室号
    """),
)
OWNERS_NAME = _words("业主姓名 业主名称 业主 产权人 产权人姓名 户主 户主姓名")
TENANTS_NAME = _words("租户姓名 租户 租客姓名 租客 承租人 承租人姓名")
RESIDENT_NAME = (
    *OWNERS_NAME,
    *TENANTS_NAME,
    *_words("""
    住户姓名 住户 住户名称 成员姓名 客户姓名 客户名称 名字 人员姓名
    """),
)
PHONE = _words(
    """
    联系电话 电话 手机 手机号码 电话号码 联系方式 移动电话 联系手机 联系号码 业主电话 业主手机
    业主手机号 业主联系电话 租户电话 住户电话 本人电话 电话1 手机1 联系电话1 联系方式1 tel telephone
    mobile mobilephone phonenumber
    """
)
FURTHER_PHONE = _words(
    """
    联系电话2 联系电话3 联系方式2 电话2 电话3 手机2 手机3 手机号2 手机号码2 电话号码2 备用电话 备用手机 备用手机号
    备用号码 备用联系电话 备用联系方式 第二联系电话 第二电话 第二联系方式 其他电话 其它电话 其他联系电话 其他联系方式
    家庭电话 住宅电话 座机 座机号 固定电话 固话 单位电话 办公电话 phone2 mobile2 otherphone
    """
)
RELATION = _words("与业主关系 与户主关系 业主关系 住户关系 成员关系 身份 住户身份 住户类型 人员类型 客户类型 业主类型")
MOVED_IN = _words(
    """
    入住时间 入住日 迁入日期 迁入时间 搬入日期 入伙日期 入伙时间 收楼日期 收楼时间 收房日期 收房时间
    接房日期 接房时间 交房日期 交房时间 交付日期 起租日期 租赁开始日期
    """
)
MOVED_OUT = _words("迁出时间 搬出日期 搬离日期 搬离时间 退房日期 退租日期 离开日期")

STAFF_NUMBER = _words("员工编号 员工号 员工工号 职工号 工牌号 人员编号 编号")
EMPLOYEE_NAME = _words("员工姓名 职工姓名 人员姓名 名字")
USERNAME = _words("账号 帐号 登录名 登录账号")
EMAIL = _words("电子邮箱 邮箱地址 电子邮件 邮件 邮件地址 email mail")
DEPARTMENT = _words("所属部门 所在部门 部门名称")
TITLE = _words("岗位名称 职务 职位 工种")
ROLE = _words("系统角色 权限")
JOINED_ON = _words("入职时间 入职日 入司日期 入司时间 到岗日期 参加工作日期")
LEFT_ON = _words("离职时间 离职日 最后工作日")
STARTS_ON = _words("任职日期 任职开始日期 上岗日期")
ENDS_ON = _words("任职结束日期")

SHEET_OF_ROOMS = _words("房产 房产信息 房产资料 房屋信息 房屋资料 房屋清单 房屋台账 房间 房间信息 房源 房号表")
SHEET_OF_RESIDENTS = _words(
    """
    住户成员 住户信息 住户名单 住户资料 住户清单 住户台账 业主 业主信息 业主信息表 业主资料 业主名单
    业主名册 业主清单 业主台账 客户 客户信息 客户资料 租户 租户信息 租客 居民 家庭成员 householdmembers
    owners
    """
)
SHEET_OF_EMPLOYEES = _words(
    """
    员工信息 员工名单 员工资料 员工名册 员工花名册 花名册 人员花名册 人员名单 人员信息 职工 职工名册
    在职人员 staff
    """
)

FOOT = _words("合计 总计 小计 共计 制表 制表人 填表 填表人 审核 审核人 备注 说明 注")
"""How a line below a list begins that is none of its rows."""


def bare(text: str) -> str:
    """A heading without what people put around it: stars, notes in brackets, blanks, a colon, full width."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return _SIGNS.sub("", _NOTES.sub("", plain)) or _SIGNS.sub("", plain)
