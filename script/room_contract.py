"""The import contract of one room: what its modules may import, as the table in docs/architecture.md has it.

import-linter's own contracts name what is forbidden. A list of what is allowed also catches the room, and
the package, that nobody thought of.
"""

import sys

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


def _is_in(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


class RoomContract(Contract):
    """`outside` lists packages from elsewhere; "any" opens them all, "one" allows each module a single one.

    `lines` lists import statements that are allowed word for word; `exceptions` holds "module -> package".
    """

    room = fields.ListField(subfield=fields.StringField())
    may_import = fields.ListField(subfield=fields.StringField())
    outside = fields.ListField(subfield=fields.StringField())
    lines = fields.ListField(subfield=fields.StringField(), required=False, default=[])
    exceptions = fields.ListField(subfield=fields.StringField(), required=False, default=[])

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Look at every import of every module in the room; the report names module, import and line."""
        broken: list[str] = []
        for module in sorted(graph.modules):
            if any(_is_in(module, room) for room in self.room):
                broken += self._broken_in(graph, module)
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    def _broken_in(self, graph: ImportGraph, module: str) -> list[str]:
        imported = sorted(graph.find_modules_directly_imported_by(module))
        outsiders = {name.partition(".")[0] for name in imported if not _is_in(name, "tracker")}
        outsiders -= sys.stdlib_module_names
        wrong = [name for name in imported if not self._is_allowed(module, name)]
        lines = [
            f"{module} imports {name} (line {detail['line_number']})"
            for name in wrong
            for detail in graph.get_import_details(importer=module, imported=name)
            if detail["line_contents"] not in self.lines
        ]
        if "one" in self.outside and len(outsiders) > 1:
            lines.append(f"{module} imports more than one outside library: {', '.join(sorted(outsiders))}")
        return lines

    def _is_allowed(self, module: str, name: str) -> bool:
        if _is_in(name, "tracker"):
            return any(_is_in(name, room) for room in [*self.room, *self.may_import])
        package = name.partition(".")[0]
        return (
            package in sys.stdlib_module_names
            or bool({"any", "one", package} & set(self.outside))
            or f"{module} -> {package}" in self.exceptions
        )

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print one line for each import that is not in the table."""
        for line in check.metadata["broken"]:
            output.print_error(line, bold=False)
