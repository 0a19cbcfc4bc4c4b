"""What complaints (3.2) bring to the product."""

from jujiao.kernel.chapters import Chapter
from jujiao.service.complaints.subjects import COMPLAINT

CHAPTER = Chapter(key="complaints", subjects=(COMPLAINT,))
