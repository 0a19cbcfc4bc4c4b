"""`python -m jujiao.drills.restore.photographer`: the desk adds a photo to the newest complaint, again and again."""

import os
import time
from io import BytesIO

import django

PAUSE_SECONDS = 0.2


def main() -> None:
    """Until it is killed, or its table is gone."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jujiao.settings")
    django.setup()
    number = 0
    while True:
        number += _add(number)
        time.sleep(PAUSE_SECONDS)


def _add(number: int) -> bool:
    from PIL import Image

    from jujiao.company.accounts.models import User
    from jujiao.company.staff.queries import viewer_of
    from jujiao.kernel import clock
    from jujiao.service.complaints import operations
    from jujiao.service.complaints.models import Complaint
    from jujiao.service.complaints.photos import read_photos

    complaint = Complaint.objects.order_by("-pk").first()
    if complaint is None:
        return False
    picture = BytesIO()
    Image.effect_noise((320, 240), number % 200).save(picture, "PNG")
    picture.seek(0)
    now = clock.now()
    clerk = viewer_of(User.objects.get(pk=int(os.environ["DRILL_CLERK"])), now)
    photos = read_photos([picture])
    operations.add(actor=clerk, now=now, complaint_id=complaint.pk, version=None, text=f"Photo {number}", photos=photos)
    return True


if __name__ == "__main__":
    main()
