"""Somebody guesses passwords and codes: they are slowed, and the people whose secrets they are are not."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.test import Client

from jujiao.company.accounts.models import Tally
from jujiao.company.accounts.operations.guessing import (
    Account,
    Source,
    TooManyTries,
    begin_try,
    use_code,
)
from jujiao.company.accounts.tests.messages import code_sent_to
from jujiao.rules.guessing import HOUR, MINUTE, Kind
from jujiao.testing.cast import NOW, PASSWORD, Cast

DOOR, CODE_DOOR, CONFIRM, SECOND = (
    "/account/login/",
    "/account/login/code/",
    "/account/login/code/confirm/",
    "/account/login/second/",
)
OFFICE, STRANGE = "203.0.113.7", "198.51.100.9"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"

type Sent = list[tuple[str, str]]


def at(address: str) -> Client:
    return Client(REMOTE_ADDR=address)


def sign_in(client: Client, name: str, password: str = PASSWORD) -> Any:
    return client.post(DOOR, {"login": name, "password": password})


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def why(response: Any) -> list[str]:
    return [error.code for errors in response.context["form"].errors.as_data().values() for error in errors]


def guess(client: Client, name: str, times: int) -> list[list[str]]:
    return [why(sign_in(client, name, "wrong")) for _time in range(times)]


WRONG, TOO_MANY = ["username_password_mismatch"], ["too_many_login_attempts"]


@pytest.mark.usefixtures("cast")
class TestPasswords:
    def test_after_five_guesses_by_a_stranger_even_the_right_one_is_not_looked_at(self) -> None:
        stranger = at(STRANGE)
        assert guess(stranger, "clerk", 6) == [WRONG] * 5 + [TOO_MANY]
        assert why(sign_in(stranger, "clerk")) == TOO_MANY
        assert not is_in(stranger)

    def test_a_strangers_guesses_never_lock_out_a_device_that_the_account_knows(self) -> None:
        own = at(OFFICE)
        sign_in(own, "clerk")
        own.post("/account/logout/")
        for number in range(30):
            guess(at(f"198.51.100.{number}"), "clerk", 6)
        guess(at(OFFICE), "clerk", 25)
        assert why(sign_in(at(OFFICE), "clerk")) == TOO_MANY  # another device at the office has to wait
        sign_in(own, "clerk")
        assert is_in(own)
        # At home, on a phone that the account knows: the same.
        own.post("/account/logout/")
        own.defaults["REMOTE_ADDR"] = STRANGE
        sign_in(own, "clerk")
        assert is_in(own)

    def test_a_strangers_guesses_elsewhere_do_not_lock_out_a_new_device_at_the_office(self) -> None:
        sign_in(at(OFFICE), "clerk")
        for number in range(30):
            guess(at(f"198.51.100.{number}"), "clerk", 6)
        assert why(sign_in(at(STRANGE), "clerk")) == TOO_MANY
        fresh = at(OFFICE)
        sign_in(fresh, "clerk")
        assert is_in(fresh)

    def test_an_office_full_of_mistyped_passwords_shuts_nobody_out(self) -> None:
        for _round in range(4):
            for name in ("engineer", "engineer2", "guard", "cleaner"):
                assert guess(at(OFFICE), name, 1) == [WRONG]
        for name in ("clerk", "clerk2", "manager", "engineer"):
            colleague = at(OFFICE)
            sign_in(colleague, name)
            assert is_in(colleague), name

    def test_one_password_at_many_accounts_is_slowed_and_the_office_still_gets_in(self) -> None:
        sign_in(at(OFFICE), "clerk")
        sprayed = [why(sign_in(at(OFFICE), f"user{number}", "Spring2026!"))[0] for number in range(110)]
        assert sprayed == WRONG * 100 + TOO_MANY * 10
        again = at(OFFICE)
        sign_in(again, "clerk")
        assert is_in(again)
        assert (
            Tally.objects.filter(kind="password.pair", count__gt=0).count() == 100
        )  # what is refused leaves no rows behind
        # Elsewhere the sprayer has another address's hundred, and no account more than its own.
        assert guess(at(STRANGE), "user1", 1) == [WRONG]

    def test_a_right_password_is_not_counted_and_frees_nobody_else(self) -> None:
        assert guess(at(STRANGE), "clerk", 4) == [WRONG] * 4
        for _time in range(8):
            sign_in(at(STRANGE), "clerk2")
        assert guess(at(STRANGE), "clerk", 2) == [WRONG, TOO_MANY]

    def test_capitals_and_look_alikes_are_no_further_tries(self) -> None:
        stranger = at(STRANGE)
        assert [why(sign_in(stranger, name, "wrong")) for name in ("clerk", "CLERK", "Clerk", "clerK", "cLerk")] == (
            [WRONG] * 5
        )
        assert why(sign_in(stranger, "ClErK", "wrong")) == TOO_MANY

    def test_an_unknown_name_is_slowed_alike(self) -> None:
        assert guess(at(STRANGE), "nobody", 6) == [WRONG] * 5 + [TOO_MANY]

    def test_a_house_of_ipv6_counts_as_one_address(self) -> None:
        answers = [guess(at(f"2001:db8:1:2::{number:x}"), "clerk", 1)[0] for number in range(6)]
        assert answers == [WRONG] * 5 + [TOO_MANY]

    def test_an_open_screen_is_no_place_to_guess_either(self, cast: Cast) -> None:
        own = at(OFFICE)
        sign_in(own, "clerk")
        fields = {"oldpassword": "wrong", "password1": "a heron over the reeds", "password2": "a heron over the reeds"}
        seen = [why(own.post("/account/password/", fields)) for _time in range(11)]
        assert seen == [["enter_current_password"]] * 10 + [TOO_MANY]
        assert why(own.post("/account/password/", fields | {"oldpassword": PASSWORD})) == TOO_MANY
        cast.clerk.user.refresh_from_db()
        assert cast.clerk.user.check_password(PASSWORD)


class TestSecondSteps:
    def code(self) -> str:
        counter = list(totp.yield_hotp_counters_from_time())[1]
        return str(totp.format_hotp_value(totp.hotp_value(SECRET, counter)))

    def test_who_has_the_password_does_not_lock_out_the_device_of_its_owner(self, cast: Cast) -> None:
        own = at(OFFICE)
        sign_in(own, "clerk")
        own.post("/account/logout/")
        totp.TOTP.activate(cast.clerk.user, SECRET)
        thief = at(STRANGE)
        sign_in(thief, "clerk")
        codes = [f"{(int(self.code()) + 7 + number) % 1_000_000:06}" for number in range(6)]
        assert [why(thief.post(SECOND, {"code": code}))[0] for code in codes] == ["incorrect_code"] * 5 + TOO_MANY
        assert why(thief.post(SECOND, {"code": self.code()})) == TOO_MANY
        assert not is_in(thief)
        sign_in(own, "clerk")
        own.post(SECOND, {"code": self.code()})
        assert is_in(own)

    def test_of_two_that_bring_one_code_at_once_one_is_let_in(self, cast: Cast) -> None:
        used = [use_code(user=cast.clerk.user, code="123456", lifetime=90 * MINUTE / 60, now=NOW) for _ in range(2)]
        assert used == [True, False]
        later = NOW + timedelta(seconds=91)
        assert use_code(user=cast.clerk.user, code="123456", lifetime=90 * MINUTE / 60, now=later)


@pytest.mark.usefixtures("cast", "messages")
class TestCodesByPhone:
    def ask(self, client: Client, phone: str = "13800000101") -> Any:
        return client.post(CODE_DOOR, {"phone": phone})

    def test_a_stranger_who_asks_for_codes_neither_voids_nor_blocks_the_owners(self) -> None:
        own = at(OFFICE)
        self.ask(own)
        own.post(CONFIRM, {"code": code_sent_to("13800000101")})
        own.post("/account/logout/")
        self.ask(own)
        mine = code_sent_to("13800000101")
        refused = [self.ask(at(f"198.51.100.{number}")).status_code for number in range(25)]
        assert refused == [302] * 9 + [422] * 16  # the first that its owner asked for was a stranger's, too
        own.post(CONFIRM, {"code": mine})
        assert is_in(own)
        own.post("/account/logout/")
        assert self.ask(own).status_code == 302

    def test_known_and_unknown_numbers_are_asked_for_alike(self, messages: Sent) -> None:
        for phone in ("13800000101", "13899999999"):
            assert [self.ask(at(STRANGE), phone).status_code for _time in range(4)] == [302, 302, 302, 422]
        assert len(messages) == 3

    def test_one_address_cannot_ask_for_the_codes_of_a_whole_estate(self) -> None:
        answers = [self.ask(at(STRANGE), f"138{number:08}").status_code for number in range(62)]
        assert answers == [302] * 60 + [422] * 2

    def test_one_address_cannot_type_codes_without_end(self) -> None:
        source = Source(device="", address=STRANGE)
        heard = 0
        for number in range(300):
            account = Account.with_phone(f"138{number:08}")
            try:
                begin_try(kind=Kind.CODE_TYPED, account=account, source=source, now=NOW, secret=str(number))
                heard += 1
            except TooManyTries as refused:
                assert refused.pause == HOUR  # noqa: PT017 - the first and the last are alike
        assert heard == 200
