"""The router that the endpoints of notices share."""

from ninja import Router

router = Router()
