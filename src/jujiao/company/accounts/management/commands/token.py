"""`./jujiao token`: the tokens of the API."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from jujiao.company.accounts.operations import issue_token, revoke_token
from jujiao.company.accounts.queries import account_named, in_force, tokens_of
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.words import moment_words
from jujiao.kernel.record.access import SYSTEM


class Command(BaseCommand):
    help = "Issues a token of the API that acts as a person, lists the tokens, or revokes one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--user", metavar="NAME", help="the user name that the token acts as")
        parser.add_argument("--label", default="", help="what the token is for")
        parser.add_argument("--days", type=int, help="for how many days it is good (without it: until revoked)")
        parser.add_argument("--list", action="store_true", help="list the tokens, of --user or of everybody")
        parser.add_argument("--revoke", type=int, metavar="ID", help="revoke the token with this number")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            if options["revoke"] is not None:
                self._revoke(options["revoke"])
            elif options["list"]:
                self._list(options["user"])
            else:
                self._issue(options["user"], options["label"], options["days"])
        except UnableTo as error:
            raise CommandError(str(error)) from error

    def _issue(self, name: str | None, label: str, days: int | None) -> None:
        if not name or not label:
            raise CommandError("Say for whom and what for: --user NAME --label WORDS")
        user, now = self._user(name), clock.now()
        expires_at = None if days is None else now + timedelta(days=days)
        secret = issue_token(user=user, label=label, actor=SYSTEM, now=now, expires_at=expires_at)
        self.stderr.write("Keep it well: it is shown this once only.")
        self.stdout.write(secret)

    def _revoke(self, token_id: int) -> None:
        revoke_token(token_id=token_id, actor=SYSTEM, now=clock.now())
        self.stdout.write(f"Token {token_id} is revoked.")

    def _list(self, name: str | None) -> None:
        now = clock.now()
        for token in tokens_of(self._user(name) if name else None):
            state = "revoked" if token.revoked_at else "in force" if in_force(token, now) else "expired"
            until = moment_words(token.expires_at, now) if token.expires_at else "-"
            used = moment_words(token.last_used_at, now) if token.last_used_at else "never"
            who = token.user.username or token.user.name
            self.stdout.write(f"{token.pk}\t{who}\t{token.label}\t{state}\tuntil {until}\tused {used}")

    def _user(self, name: str) -> Any:
        user = account_named(name)
        if user is None:
            raise CommandError(f"There is no user {name}.")
        return user
