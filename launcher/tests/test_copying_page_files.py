"""What goes from node_modules to the static files, and how."""

import pytest

from launcher.assets import without_source_map


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (b"a{b:c}\n/*# sourceMappingURL=tabler.min.css.map */\n", b"a{b:c}\n"),
        (b"let a=1;\n//# sourceMappingURL=cdn.min.js.map", b"let a=1;\n"),
        (b"let a=1;", b"let a=1;"),
        (b'let a="//# sourceMappingURL=x";let b=2;', b'let a="//# sourceMappingURL=x";let b=2;'),
    ],
)
def test_the_comment_that_names_a_source_map_is_left_out(text: bytes, kept: bytes) -> None:
    assert without_source_map(text) == kept
