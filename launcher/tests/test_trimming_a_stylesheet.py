"""What stays of a stylesheet of which few classes are used, and what does not."""

import pytest

from launcher.trimming import classes, trim

KEPT = frozenset({"btn", "btn-primary", "card"})


@pytest.mark.parametrize(
    ("whole", "left"),
    [
        (".btn{a:b}", ".btn{a:b}"),
        (".modal{a:b}.btn .modal{a:b}", ""),
        (".btn,.modal,.card:is(.x,.y){a:b}", ".btn,.card:is(.x,.y){a:b}"),
        (".btn:not(.modal,:first-child) a{a:b}", ".btn:not(.modal,:first-child) a{a:b}"),
        ("html,[data-x='.modal}'] p{a:b}", "html,[data-x='.modal}'] p{a:b}"),
        ('@charset "UTF-8";/* .btn{} */body{a:b}', "body{a:b}"),
        ("@media print{.modal{a:b}}@media (x){.modal{a:b}.btn{a:b}}", "@media (x){.btn{a:b}}"),
        (".btn:hover,.btn:focus{a:b}", ".btn:focus{a:b}@media (hover:hover){.btn:hover{a:b}}"),
        (
            "@keyframes turn{to{a:b}}@keyframes rise{to{a:b}}.btn{animation:turn 1s}",
            "@keyframes turn{to{a:b}}.btn{animation:turn 1s}",
        ),
        (':root{--a:1;--b:var(--c);--c:2;--d:url("x;y")}.btn{x:var(--a)}', ":root{--a:1;}.btn{x:var(--a)}"),
        (":root{--a:var(--b);--b:2}.modal{x:var(--a)}", ""),
    ],
)
def test_what_stays(whole: str, left: str) -> None:
    assert trim(whole, KEPT) == left


def test_which_classes_it_speaks_of() -> None:
    assert classes("@media x{.a .b:not(.c){}}.d{e:url(f.g)}@keyframes h{1.5%{}}") == {"a", "b", "c", "d"}
