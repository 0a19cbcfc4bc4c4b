"""What notices bring to the product."""

from jujiao.kernel.chapters import Chapter

CHAPTER = Chapter(key="notices")
