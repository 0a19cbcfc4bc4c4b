"""Times in days, as the database compares them."""

from django.contrib.postgres.fields import DateRangeField, RangeBoundary
from django.db import models

DAYS = models.Func(
    "starts_on",
    "ends_on",
    RangeBoundary(inclusive_lower=True, inclusive_upper=True),
    function="daterange",
    output_field=DateRangeField(),
)
"""The days of a row from its first to its last, both included; without an end where it has none."""
IN_ORDER = models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on"))
