"""The router that the endpoints of requisitions share."""

from ninja import Router

router = Router()
