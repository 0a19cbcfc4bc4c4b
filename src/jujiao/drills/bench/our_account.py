"""`python -m jujiao.drills.bench.our_account URL`: one official account, whose platform is asked at that address.
Prints the path to which the platform posts."""

import os
import sys

import django


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jujiao.settings")
    django.setup()
    from jujiao.company.estates.models import Estate
    from jujiao.notices.wechat.models import Account
    from jujiao.notices.wechat.proof.samples_line import SECRET
    from jujiao.notices.wechat.secrets import SECRETS
    from jujiao.testing.platform_requests import APP_ID, GH, KEY, TOKEN

    estate = Estate.objects.select_related("company").order_by("pk")[0]
    sealed = {"secret": SECRET, "token": TOKEN, "aes_key": KEY}
    account = Account.objects.create(
        company=estate.company,
        estate=estate,
        name="公众号",
        app_id=APP_ID,
        original_id=GH,
        path="of-the-bench",
        url=sys.argv[1],
        **{name: SECRETS.close(value) for name, value in sealed.items()},
    )
    print(f"/wechat/{account.path}/")


if __name__ == "__main__":
    main()
