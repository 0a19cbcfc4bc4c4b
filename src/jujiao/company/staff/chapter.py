"""What departments and employees bring to the product."""

from jujiao.company.staff.subjects import EMPLOYEE
from jujiao.kernel.chapters import Chapter

CHAPTER = Chapter(key="staff", subjects=(EMPLOYEE,))
