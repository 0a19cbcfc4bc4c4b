from django.apps import AppConfig


class EstatesConfig(AppConfig):
    name = "jujiao.company.estates"
    label = "estates"

    def ready(self) -> None:
        from jujiao.company.accounts import people
        from jujiao.company.calendar import sharing
        from jujiao.company.estates import accounts
        from jujiao.company.estates.models import Company

        sharing.companies[:] = [Company.objects.count]
        people.register(find=accounts.holder_of, link=accounts.give_account)
