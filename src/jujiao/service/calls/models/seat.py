"""Who sits at which telephone."""

from django.db import models
from django.db.models import F, Q

from jujiao.company.duty.models import Attendance
from jujiao.company.staff.models import Employee
from jujiao.service.calls.models.source import Telephone


class Seat(models.Model):
    """Somebody on duty sits at a telephone, from an instant until another, without end while they do. It ends with
    their attendance. One person at a telephone, and one telephone a person, at a time."""

    telephone = models.ForeignKey(Telephone, on_delete=models.PROTECT, related_name="seats", db_index=False)
    attendance = models.ForeignKey(Attendance, on_delete=models.PROTECT, related_name="seats")
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="seats", db_index=False)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["telephone"], condition=Q(until_at=None), name="seat_of_one_person"),
            models.UniqueConstraint(fields=["employee"], condition=Q(until_at=None), name="seat_at_one_telephone"),
            models.CheckConstraint(
                condition=Q(until_at=None) | Q(until_at__gte=F("from_at")), name="seat_times_in_order"
            ),
        ]
        indexes = [
            models.Index(fields=["telephone", "from_at"], name="seat_of_telephone"),
            models.Index(fields=["employee", "from_at"], name="seat_of_employee"),
        ]
