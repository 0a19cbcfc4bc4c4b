"""What is kept by a viewer's shape serves everybody with the same posts, and nobody else."""

from dataclasses import replace

from jujiao.kernel.record.access import Grant, Role, Viewer

CLERK = Viewer(
    user_id=7,
    name="王芳",
    company_id=1,
    employee_id=3,
    grants=frozenset({Grant(Role.CLERK, estate_id=2, department_id=5)}),
)


def test_colleagues_with_the_same_posts_have_one_shape() -> None:
    colleague = replace(CLERK, user_id=8, name="李娜", employee_id=4, room_ids=frozenset({9}))
    assert colleague.shape == CLERK.shape
    assert hash(colleague.shape) == hash(CLERK.shape)


def test_other_posts_another_company_or_a_home_make_another_shape() -> None:
    others = [
        replace(CLERK, grants=frozenset({Grant(Role.CLERK, estate_id=3, department_id=5)})),
        replace(CLERK, company_id=2),
        replace(CLERK, person_id=11),
        replace(CLERK, employee_id=None),
    ]
    assert CLERK.shape not in [each.shape for each in others]


def test_a_shape_filled_is_the_viewer_but_for_name_and_rooms() -> None:
    assert CLERK.shape.filled(CLERK.who) == replace(CLERK, name="")
    assert CLERK.who == {"user_id": 7, "employee_id": 3}
