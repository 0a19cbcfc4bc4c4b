"""Beginning with a company of one's own."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from jujiao.company.accounts.models import User
from jujiao.company.estates.models import Estate
from jujiao.company.rulebook.queries import version_in_force
from jujiao.company.staff.asking import viewer_of
from jujiao.kernel.machine import clock
from jujiao.kernel.record.access import Role

pytestmark = pytest.mark.django_db
GIVEN = ["--company", "澄明物业", "--estate", "云栖花园", "--code", "yx", "--admin", "tangning", "--name", "唐宁"]


def test_the_administrator_chooses_a_password_and_is_in_charge() -> None:
    said = StringIO()
    call_command("found", *GIVEN, stdout=said)

    estate = Estate.objects.get()
    assert (estate.code, estate.departments.count()) == ("YX", 5)
    assert version_in_force(estate.company_id, clock.now()).number == 1
    administrator = viewer_of(User.objects.get(username="tangning"), clock.now())
    assert administrator.roles == {Role.SYSADMIN}
    path = said.getvalue().split("http://localhost:8000")[1].strip()
    assert Client().get(path, follow=True).status_code == 200


def test_a_second_company_of_the_same_name_is_refused() -> None:
    call_command("found", *GIVEN, stdout=StringIO())
    with pytest.raises(CommandError, match=r"已存在|already"):
        call_command("found", *GIVEN, stdout=StringIO())
    assert Estate.objects.count() == 1
