"""The application whose API does not turn refusals into answers, and that takes texts, files and cells as they come:
for the drill's control alone."""

from jujiao.kernel.pages import api


def _unanswered(_api: object) -> None:
    """Leaves refusals as they are raised."""


# Before the API is put together, which takes it along.
setattr(api, "answer_refusals", _unanswered)  # noqa: B010 - a function is not for assigning to

from jujiao.rsgi import application  # noqa: E402

__all__ = ["application"]

# After the application, which makes models known.
from jujiao.drills.garbage import guards  # noqa: E402

off = guards.taken_out()
off.__enter__()  # for as long as this process lives, which holds it by its name
