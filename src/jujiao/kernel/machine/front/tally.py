"""One line in the log for all that was refused in a moment: a crowd must not fill the disk with words about itself."""

import logging
from collections import Counter

logger = logging.getLogger(__name__)


class Tally:
    """How often each status was answered since it was last told."""

    def __init__(self) -> None:
        self.counts: Counter[int] = Counter()

    def count(self, status: int) -> None:
        self.counts[status] += 1

    def tell(self, closed: int = 0) -> None:
        """`closed`: connections that were closed besides."""
        if self.counts or closed:
            parts = [f"{count} requests with {status}" for status, count in sorted(self.counts.items())]
            logger.warning("refused: %s", ", ".join([*parts, f"{closed} connections closed"] if closed else parts))
            self.counts.clear()
