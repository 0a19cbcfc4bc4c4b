"""Prints the description of the API (OpenAPI, JSON)."""

import json
from typing import Any

from django.core.management.base import BaseCommand

from jujiao.portal.api import api


class Command(BaseCommand):
    help = "Prints the API's description as OpenAPI JSON, as served at /api/v1/openapi.json."

    def handle(self, **_options: Any) -> None:
        self.stdout.write(json.dumps(api.get_openapi_schema(), indent=2, ensure_ascii=False))
