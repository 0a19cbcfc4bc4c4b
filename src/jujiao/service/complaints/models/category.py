"""What complaints are about."""

import pghistory
from django.db import models
from django.utils.translation import get_language

from jujiao.company.staff.models import DepartmentKind


@pghistory.track()
class Category(models.Model):
    """What complaints are about (投诉类别); each suggests the kind of department that answers."""

    code = models.CharField(max_length=30, unique=True)
    name_zh = models.CharField(max_length=40)
    name_en = models.CharField(max_length=60)
    department_kind = models.CharField(max_length=20, choices=DepartmentKind.choices)
    position = models.PositiveSmallIntegerField(default=0)
    active = models.BooleanField(default=True)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return category_label(self.name_zh, self.name_en)


def category_label(name_zh: str, name_en: str) -> str:
    """The name of a category in the language of the page."""
    return name_en if (get_language() or "").startswith("en") else name_zh
