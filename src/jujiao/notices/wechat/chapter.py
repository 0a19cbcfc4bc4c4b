"""What WeChat brings to the product."""

from django.utils.translation import gettext_lazy as _

from jujiao.kernel.record.chapters import Chapter
from jujiao.kernel.record.subjects import SubjectKind
from jujiao.notices.wechat.models import Account
from jujiao.notices.wechat.sentences import NOTICES

ACCOUNT = SubjectKind(key="official_account", label=_("Official account"), model=Account, number="name")

CHAPTER = Chapter(
    key="wechat",
    subjects=(ACCOUNT,),
    addresses={"wechat/": "jujiao.notices.wechat.urls"},
    notices=NOTICES,
)
