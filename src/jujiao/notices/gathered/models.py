"""What a notice gathers."""

from django.db import models


class Gathered(models.Model):
    """One promise of those that a notice tells of together; `ended_at` is when it ended."""

    # `gathered_once` begins with it and serves as its index.
    notice = models.ForeignKey("notices.Notice", on_delete=models.CASCADE, related_name="gathered", db_index=False)
    promise_id = models.BigIntegerField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["notice", "promise_id"], name="gathered_once")]
        indexes = [
            models.Index(fields=["promise_id"], condition=models.Q(ended_at__isnull=True), name="gathered_running")
        ]
