"""What recorded tables and columns are called: by their chapter, else as the database has them."""

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.utils.functional import Promise as Lazy

from jujiao.kernel.pages import column_words
from jujiao.kernel.record.chapters import chapter_of, noted_as
from jujiao.kernel.record.subjects import SubjectKind
from jujiao.rules.privacy import mask_name


def table_words(model: type[Model]) -> str:
    named = chapter_of(model._meta.app_label)
    return str(named.tables.get(model._meta.model_name or "", f"{model._meta.app_label}-{model._meta.model_name}"))


def words_of(model: type[Model], column: str) -> str:
    """What a column is called, or what a timeline keeps under that name about a row of the model: by its form's label,
    by its chapter, by the words that all share."""
    named = chapter_of(model._meta.app_label)
    label = _label(model, column) or named.columns.get(column) or column_words.COLUMNS.get(column)
    return str(label or column)


def verb_words(kind: SubjectKind, verb: str) -> str:
    """What a step that a timeline records is called: by the chapter of its subject, as its button, by the words that
    all share, or by whichever chapter notes it there."""
    own, step = chapter_of(kind.model._meta.app_label), kind.steps.get(verb)
    label = own.verbs.get(verb) or getattr(step, "label", "") or column_words.VERBS.get(verb)
    return str(label or noted_as(verb))


def without_owners_name(model: type[Model], column: str, value: str) -> str | None:
    """The value masked, where the column holds the name of an owner or resident; None where it does not."""
    named = chapter_of(model._meta.app_label)
    return mask_name(value) if f"{model._meta.model_name}.{column}" in named.names_of_owners else None


def _label(model: type[Model], column: str) -> Lazy | None:
    try:
        label = getattr(model._meta.get_field(column), "verbose_name", None)
    except FieldDoesNotExist:
        return None
    return label if isinstance(label, Lazy) else None
