"""What the web server calls: pages and API."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jujiao.settings")
application = get_wsgi_application()
