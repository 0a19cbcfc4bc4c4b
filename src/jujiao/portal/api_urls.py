from django.urls import path

from jujiao.portal.api import OFFERED, api, taken

urlpatterns = [path("", api.urls)]
for address in urlpatterns[0].url_patterns:
    # What the front lets through there, as the door of a page declares it.
    address.callback.takes = taken(OFFERED.values()).get(str(address.pattern), 0)
