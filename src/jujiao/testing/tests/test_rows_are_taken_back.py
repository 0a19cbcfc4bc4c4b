"""After a test whose rows everybody can see, the database is as before: the tables that are kept for ever too."""

import pytest

from jujiao.kernel.models import TimelineEntry
from jujiao.service.complaints.models import Category
from jujiao.testing.cast import Cast
from jujiao.testing.complaints import a_complaint


@pytest.mark.parametrize("time", [1, 2])
def test_each_time_begins_anew(cast: Cast, transactional_db: None, time: int) -> None:
    assert TimelineEntry.objects.count() == 0
    assert Category.objects.count() == 15
    Category.objects.all().delete()
    Category.objects.create(code="leak", name_zh="渗漏水", name_en="Leaks", department_kind="engineering")
    a_complaint(cast)
    assert TimelineEntry.objects.count() == 3
