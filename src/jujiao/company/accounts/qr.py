"""Addresses as pictures that a phone reads."""

import base64

from jujiao.company.accounts.mfa_adapter import SecondFactorAdapter


def data_uri(text: str) -> str:
    """The QR code of `text` as the source of an image: an SVG, black on nothing."""
    drawing: str = SecondFactorAdapter().build_totp_svg(text)
    return f"data:image/svg+xml;base64,{base64.b64encode(drawing.encode()).decode()}"
