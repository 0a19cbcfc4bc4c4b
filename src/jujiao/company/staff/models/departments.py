"""The departments of estates."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from jujiao.company.estates.models import Estate
from jujiao.kernel.choices import ColouredChoices


class DepartmentKind(ColouredChoices):
    """The kinds of department that the regulation names."""

    CUSTOMER_SERVICE = "customer_service", "blue", _("Customer service")
    ENGINEERING = "engineering", "orange", _("Engineering")
    SECURITY = "security", "red", _("Security")
    CLEANING = "cleaning", "teal", _("Cleaning")
    ADMINISTRATION = "administration", "purple", _("Administration")


@pghistory.track()
class Department(models.Model):
    """A department (部门) of one estate."""

    estate = models.ForeignKey(Estate, on_delete=models.PROTECT, related_name="departments")
    name = models.CharField(_("department"), max_length=60)
    kind = models.CharField(_("kind"), max_length=20, choices=DepartmentKind.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["estate", "name"], name="department_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def kind_choice(self) -> DepartmentKind:
        return DepartmentKind(self.kind)
