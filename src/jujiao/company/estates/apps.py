from django.apps import AppConfig


class EstatesConfig(AppConfig):
    name = "jujiao.company.estates"
    label = "estates"

    def ready(self) -> None:
        from jujiao.company.accounts import people
        from jujiao.company.estates import accounts

        people.register(find=accounts.without_account, link=accounts.give_account)
