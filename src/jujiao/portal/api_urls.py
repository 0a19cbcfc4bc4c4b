from typing import Any

from django.urls import path

from jujiao.portal.api import OFFERED, api, taken

root = path("", api.urls)
urlpatterns = [root]
TAKEN = taken(OFFERED.values())
address: Any
for address in root.url_patterns:
    # What the front lets through there, as the door of a page declares it.
    address.callback.takes = TAKEN.get(str(address.pattern), 0)
