"""What companies, estates, rooms and who lives there bring to the product."""

from jujiao.company.estates.subjects import COMPANY, ESTATE, PERSON, ROOM
from jujiao.kernel.chapters import Chapter

CHAPTER = Chapter(key="estates", subjects=(COMPANY, ESTATE, ROOM, PERSON))
