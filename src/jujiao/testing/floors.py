"""A contract of our own for import-linter: packages that import nothing but themselves and the standard library."""

import sys

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class StandardLibraryOnly(Contract):
    """Fails where one of `packages` imports anything from outside itself that Python does not bring; tests may."""

    type_name = "standard_library_only"

    packages: list[str] = fields.ListField(subfield=fields.StringField())  # type: ignore[assignment]

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: ARG002 - import-linter's signature
        """Name every import that goes out."""
        strangers = sorted(
            (importer, imported)
            for package in self.packages
            for importer in {package, *graph.find_descendants(package)}
            if ".tests" not in importer
            for imported in graph.find_modules_directly_imported_by(importer)
            if not _within(imported, package) and imported.partition(".")[0] not in sys.stdlib_module_names
        )
        return ContractCheck(kept=not strangers, metadata={"strangers": strangers})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Say which module imports what."""
        for importer, imported in check.metadata["strangers"]:
            output.print_error(f"{importer} imports {imported}: pass what it needs as an argument instead.")


def _within(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")
