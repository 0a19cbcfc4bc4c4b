"""What the accounts of all people bring to the product."""

from jujiao.company.accounts.subjects import ACCOUNT
from jujiao.kernel.chapters import Chapter

CHAPTER = Chapter(key="accounts", subjects=(ACCOUNT,))
