"""What the rulebook brings to the product."""

from jujiao.company.rulebook.subjects import RULEBOOK
from jujiao.kernel.chapters import Chapter

CHAPTER = Chapter(key="rulebook", subjects=(RULEBOOK,))
