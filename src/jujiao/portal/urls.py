"""Every address of the product, as its chapters declare them."""

from django.urls import URLPattern, URLResolver, include, path

from jujiao.kernel.record.chapters import chapters

urlpatterns: list[URLPattern | URLResolver] = [
    *(path(prefix, include(module)) for chapter in chapters() for prefix, module in chapter.addresses.items()),
    path("api/v1/", include("jujiao.portal.api_urls")),
]

handler400 = "jujiao.portal.errors.bad_request"
handler403 = "jujiao.portal.errors.not_allowed"
handler404 = "jujiao.portal.errors.not_found"
handler500 = "jujiao.portal.errors.broken"
