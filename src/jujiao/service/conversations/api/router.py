"""The router that the endpoints of conversations share: one address may answer to several methods."""

from ninja import Router

router = Router()
