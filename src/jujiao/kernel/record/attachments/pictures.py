"""Every picture that a phone or a desk makes, as people expect to see it: upright, in plain colours, on white."""

import io
from contextlib import suppress

import pi_heif
from PIL import Image, ImageCms, ImageOps

pi_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False, decode_threads=1)

FORMATS = ["JPEG", "PNG", "WEBP", "HEIF", "AVIF", "GIF", "BMP"]
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
PICTURES = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis", b"crx "}
"""What a file of the kind of films says it is where it is a picture; films have a hundred other names."""
DEEP = 256
"""What one step of eight bits is in the sixteen of a deep grey picture."""


def plain(image: Image.Image) -> Image.Image:
    """The first frame of an opened picture: upright, eight bits of red, green and blue in sRGB, without anything but
    the picture; what is transparent lies on white."""
    upright = ImageOps.exif_transpose(image)
    if upright.mode.startswith("I"):
        upright = upright.convert("I").point(lambda step: step / DEEP).convert("L")
    if upright.has_transparency_data:
        clear = upright.convert("RGBA")
        upright = Image.alpha_composite(Image.new("RGBA", clear.size, "white"), clear)
    found = _in_srgb(upright, image.info.get("icc_profile")).convert("RGB")
    found.info.clear()  # a comment would be written into the new file
    return found


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The picture in the colours of screens: phones take theirs in wider ones. As it is where its profile is broken."""
    if profile and image.mode in {"RGB", "RGBA", "CMYK", "L"}:
        with suppress(ImageCms.PyCMSError, OSError, ValueError):
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            return ImageCms.profileToProfile(image, own, SRGB, outputMode="RGB") or image
    return image


def what_else(content: bytes) -> str:
    """What a file is that is no picture, by its first bytes: "nothing", "pdf", "video", "raw", "drawing", or ""."""
    head = content[:512]
    brand = head[8:12] if head[4:8] == b"ftyp" else b""
    film = head.startswith(b"\x1aE\xdf\xa3") or (head.startswith(b"RIFF") and head[8:12] == b"AVI ")
    if not content:
        return "nothing"
    if head.startswith(b"%PDF"):
        return "pdf"
    if film or (brand and brand not in PICTURES):
        return "video"
    if head.startswith((b"II*\0", b"MM\0*")) or brand == b"crx ":
        return "raw"
    return "drawing" if b"<svg" in head.lower() else ""
