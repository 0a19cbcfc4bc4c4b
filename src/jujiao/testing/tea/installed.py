"""Tea among the installed apps, with its tables and its chapter, for the length of one test."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module, reload
from typing import Any

import pgtrigger
import pytest
from django.apps import AppConfig, apps
from django.db import connection
from django.urls import clear_url_caches

from jujiao.company.rulebook import promised
from jujiao.kernel.record import chapters, subjects
from jujiao.kernel.record.chapters import Chapter
from jujiao.notices import sentences
from jujiao.portal import api, api_urls, finding, helping, navigation, start, urls
from jujiao.portal.audit import tables
from jujiao.testing import every_operation
from jujiao.testing.proofs import merged

PACKAGE = "jujiao.testing.tea"


@contextmanager
def installed() -> Iterator[AppConfig]:
    """The app is one of ours while inside, as if it stood in INSTALLED_APPS; the others are not started again."""
    config = AppConfig.create(PACKAGE)
    config.apps = apps
    config.models = apps.all_models[config.label]  # asked for while the models are imported
    apps.app_configs[config.label] = config
    apps.clear_cache()
    try:
        config.import_models()
        apps.clear_cache()
        yield config
    finally:
        del apps.app_configs[config.label]
        apps.clear_cache()


def make_tables() -> None:
    """The app's tables with their triggers, until the test's transaction is rolled back."""
    with connection.cursor() as cursor:
        # What was written before waits to be checked, and a table with waiting checks takes no new constraint.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with connection.schema_editor() as editor:
        for model in apps.get_app_config("tea").get_models():
            editor.create_model(model)
    registered: Any = pgtrigger.registered()
    for recorded, trigger in registered:
        if recorded._meta.app_label == "tea":
            trigger.install(recorded)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


@contextmanager
def declared(chapter: Chapter) -> Iterator[None]:
    """The chapter is declared while inside, and all that reads chapters once has read them anew."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chapters, "_chapters", {**vars(chapters)["_chapters"]})
        for registered in ("_kinds", "_promises", "_measurements"):
            patch.setattr(subjects, registered, {**vars(subjects)[registered]})
        chapters.register(chapter)
        read_anew()
        for name, now in _operations().items():
            for key, value in now.items():
                patch.setitem(getattr(every_operation, name), key, value)
        yield
    read_anew()


def _operations() -> dict[str, dict[str, Any]]:
    """What the tests know of the API, with what is offered now."""
    operations, calls = every_operation.described(api.api.get_openapi_schema()), merged("calls")
    paths = {name: (each.method, each.path) for name, each in operations.items()}
    bodies = {name: {**call.body} for name, call in calls.items()}
    return {"OPERATIONS": operations, "PATHS": paths, "CALLS": calls, "BODIES": bodies}


def read_anew() -> None:
    """Has everything that was read of all chapters read again."""
    once: list[Any] = [
        navigation.menu_of,
        navigation.target,
        finding.finders,
        helping.helps,
        start.elsewhere,
        sentences.kinds,
    ]
    for read in (*once, promised.commitments, tables.recorded, tables.roads):
        read.cache_clear()
    clear_url_caches()
    for module in (api, api_urls, urls):
        reload(module)


def chapter() -> Chapter:
    """Tea's own, once the app is installed."""
    found: Chapter = import_module(f"{PACKAGE}.chapter").CHAPTER
    return found
