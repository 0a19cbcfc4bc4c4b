"""Which post of a roster a kind of shift is meant for, where only the person and the day are said."""

from datetime import date

from jujiao.company.duty.models import DutyPost
from jujiao.company.duty.permissions import covers
from jujiao.company.staff.models import Employee
from jujiao.people.rosters.models import Roster, ShiftKind
from jujiao.people.rosters.queries import duties_kept, posts_of, wanted_by
from jujiao.rules.people.duty import Span
from jujiao.rules.people.roster_cover import clause_3_1_1_covered


def post_meant(roster: Roster, employee: Employee, day: date, shift_kind: ShiftKind) -> DutyPost:
    """Of the posts that the person may cover, the first that still lacks people for that shift; else the first that
    needs it at all; else the first."""
    posts = posts_of(roster)
    able = [post for post in posts if Employee.objects.filter(covers(post, day), pk=employee.pk).exists()] or posts
    wanted = [each for each in wanted_by(roster) if each.day == day and each.shift_kind.pk == shift_kind.pk]
    there = [(duty.duty_post_id, Span(duty.starts_at, duty.ends_at)) for duty in duties_kept(roster)]
    covered = clause_3_1_1_covered([each.need for each in wanted], there)
    lacking = {each.need.post_id for each in covered if each.missing}
    needing = {each.need.post_id for each in covered}
    return min(able, key=lambda post: (post.pk not in lacking, post.pk not in needing))
