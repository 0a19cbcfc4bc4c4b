"""The posts that a company has, and what they ask of their holders."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from jujiao.company.estates.models import Company
from jujiao.kernel.choices import ColouredChoices


class PostFamily(ColouredChoices):
    """The families of posts (岗位族): those of the departments, and those who lead."""

    CUSTOMER_SERVICE = "customer_service", "blue", _("Customer service")
    ENGINEERING = "engineering", "orange", _("Engineering")
    SECURITY = "security", "red", _("Security")
    CLEANING = "cleaning", "teal", _("Cleaning")
    ADMINISTRATION = "administration", "purple", _("Administration")
    MANAGEMENT = "management", "dark", _("Management")


@pghistory.track()
class Post(models.Model):
    """A post that a company has (岗位), wherever and by whomever it is held: what later rules ask of its holder.

    `level` counts from 1, the more responsible the higher. `is_key`: a search firm may help to fill it (2.1.2).
    `is_guard`: fitness and licence are examined (2.1.3). `special_work` (特种作业): needs a certificate. One that is
    not `in_use` stays for those who held it and is given to nobody any more."""

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="posts")
    code = models.CharField(_("code"), max_length=20)
    name = models.CharField(_("post"), max_length=60)
    family = models.CharField(_("family of posts"), max_length=20, choices=PostFamily.choices)
    level = models.PositiveSmallIntegerField(_("level"))
    is_key = models.BooleanField(_("key post"), default=False)
    is_guard = models.BooleanField(_("guard"), default=False)
    special_work = models.BooleanField(_("special work"), default=False)
    in_use = models.BooleanField(_("in use"), default=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "code"], name="post_code_once"),
            models.UniqueConstraint(fields=["company", "name"], name="post_name_once"),
            models.CheckConstraint(condition=models.Q(level__gte=1, level__lte=20), name="post_level_in_bounds"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def family_choice(self) -> PostFamily:
        return PostFamily(self.family)
