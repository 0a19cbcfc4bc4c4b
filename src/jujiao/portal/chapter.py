"""What the frame of all pages brings to the product."""

from jujiao.kernel.chapters import Chapter

CHAPTER = Chapter(key="portal")
