"""Requests that went wrong are told by the pattern of their page, as in the access log: an address may hold the key of
a link, or the secret by which a vendor proves itself."""

import logging

from django.http import HttpRequest


class ByPattern(logging.Filter):
    """Puts the pattern in the place of the path in what Django says of a request."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest) and isinstance(record.args, tuple):
            record.args = tuple(pattern_of(request) if each == request.path else each for each in record.args)
        return True


def pattern_of(request: HttpRequest) -> str:
    """The pattern that the path fits, "-" where it fits none."""
    return f"/{request.resolver_match.route}" if request.resolver_match else "-"
