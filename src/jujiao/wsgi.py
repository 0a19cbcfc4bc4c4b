"""What the web server calls: pages and API."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jujiao.settings")
application = get_wsgi_application()

# What is loaded by now stays for good. Looking through it for garbage, every few hundred requests, takes as long as
# some ten pages, so the views are loaded too, and then all is set apart.
_views = get_resolver().url_patterns
gc.collect()
gc.freeze()
