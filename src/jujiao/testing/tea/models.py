"""The one table of tea."""

from typing import ClassVar

import pghistory
from django.db import models

from jujiao.company.estates.models import Estate, Person


@pghistory.track()
class Cup(models.Model):
    """A cup of tea that a resident is served at the desk."""

    objects: ClassVar[models.Manager["Cup"]] = models.Manager()  # said, since it is not installed for the type checker

    estate = models.ForeignKey(Estate, models.PROTECT, "+")
    guest = models.ForeignKey(Person, models.PROTECT, "+")
    guest_name = models.CharField(max_length=20)
    blend = models.CharField(max_length=40)
    poured = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
