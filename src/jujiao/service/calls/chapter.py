"""What calls (3.1.2) bring to the product."""

from jujiao.kernel.record.chapters import Chapter

CHAPTER = Chapter(
    key="telephony",
    addresses={"telephone/": "jujiao.service.calls.urls"},
)
