"""One answer to whether somebody may: by a post of theirs, there, in their own company; the system itself always."""

import pytest

from jujiao.kernel.errors import NotAllowed
from jujiao.kernel.record.access import SYSTEM, Grant, Role, Viewer, may, permit

CLERK = Viewer(user_id=7, name="王芳", company_id=1, grants=frozenset({Grant(Role.CLERK, estate_id=2)}))
DIRECTOR = Viewer(user_id=8, name="赵总", company_id=1, grants=frozenset({Grant(Role.COMPANY)}))


@pytest.mark.parametrize(
    ("actor", "roles", "where", "allowed"),
    [
        (CLERK, [Role.CLERK], {}, True),
        (CLERK, [Role.HEAD, Role.CLERK], {"company_id": 1, "estate_id": 2}, True),
        (CLERK, [Role.CLERK], {"company_id": 1, "estate_id": 3}, False),
        (CLERK, [Role.HEAD], {"company_id": 1, "estate_id": 2}, False),
        (CLERK, [], {}, False),
        (DIRECTOR, [Role.COMPANY], {"company_id": 1, "estate_id": 3}, True),
        (DIRECTOR, [Role.COMPANY], {"company_id": 2, "estate_id": 4}, False),
        (SYSTEM, [Role.COMPANY], {"company_id": 2, "estate_id": 4}, True),
    ],
)
def test_by_a_post_there_in_their_company(
    actor: Viewer, roles: list[Role], where: dict[str, int], allowed: bool
) -> None:
    assert may(actor, *roles, **where) is allowed
    if allowed:
        permit(actor, *roles, sentence="Not yours.", **where)
    else:
        with pytest.raises(NotAllowed, match=r"^Not yours\.$"):
            permit(actor, *roles, sentence="Not yours.", **where)
