"""Every operation of the API, as its own description names them."""

from jujiao.portal.api import api

PATHS = {
    operation["operationId"]: (method, path)
    for path, methods in api.get_openapi_schema()["paths"].items()
    for method, operation in methods.items()
}
"""The method and the path of each operation, by its id."""
