"""The contract that keeps the rules on the standard library tells what goes out from what stays in."""

import pytest
from grimp import ImportGraph

from jujiao.testing.floors import StandardLibraryOnly


@pytest.mark.parametrize(
    ("imported", "kept"),
    [
        ("datetime", True),
        ("collections", True),
        ("jujiao.rules.clocks", True),
        ("django", False),
        ("jujiao.kernel.machine.clock", False),
        ("jujiao.rulesets", False),
    ],
)
def test_only_itself_and_the_standard_library(imported: str, kept: bool) -> None:
    graph = ImportGraph()
    for module in ("jujiao.rules", "jujiao.rules.service"):
        graph.add_module(module)
    if imported not in graph.modules:
        graph.add_module(imported, is_squashed=not imported.startswith("jujiao"))
    graph.add_import(importer="jujiao.rules.service", imported=imported)
    contract = StandardLibraryOnly(
        name="rules", session_options={"root_packages": ["jujiao"]}, contract_options={"packages": ["jujiao.rules"]}
    )
    check = contract.check(graph, verbose=False)
    assert check.kept is kept
    assert check.metadata["strangers"] == ([] if kept else [("jujiao.rules.service", imported)])
