"""The router that the complaint's endpoints share: one address may answer to several methods."""

from ninja import Router

router = Router()
