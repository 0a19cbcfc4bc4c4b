"""The numbers by which people know requisitions."""

from datetime import datetime

from django.db import connection
from django.utils import timezone

from jujiao.company.estates.models import Estate


def next_number(estate: Estate, now: datetime) -> str:
    """A new number: "YX-R2603-1001", the estate, year and month, and a running number over all companies."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('requisitions_number')")
        (number,) = cursor.fetchone()
    return f"{estate.code}-R{timezone.localtime(now):%y%m}-{number}"
