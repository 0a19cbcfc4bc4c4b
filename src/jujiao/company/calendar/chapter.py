"""What the calendar of working days brings to the product."""

from jujiao.company.calendar.subjects import YEAR
from jujiao.kernel.chapters import Chapter

CHAPTER = Chapter(key="calendar", subjects=(YEAR,))
