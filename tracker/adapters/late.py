"""Modules that are imported when something of them is called, for what a library imports at its start and rarely uses."""

import importlib
import sys
from collections.abc import Iterable
from types import ModuleType
from typing import Any


class Late(ModuleType):
    """Stands for a module until one of its functions is called, and is then replaced by it."""

    def __getattr__(self, attribute: str) -> Any:
        if attribute.startswith("__"):
            raise AttributeError(attribute)

        def called(*given: Any, **named: Any) -> Any:
            if sys.modules.get(self.__name__) is self:
                del sys.modules[self.__name__]
            return getattr(importlib.import_module(self.__name__), attribute)(*given, **named)

        return called


def import_late(names: Iterable[str]) -> None:
    """From now on, whoever imports one of `names` gets a stand-in, unless the module is loaded already."""
    for name in names:
        sys.modules.setdefault(name, Late(name))


def import_now() -> None:
    """Takes all stand-ins away: the next import is a real one."""
    for name in [name for name, module in sys.modules.items() if isinstance(module, Late)]:
        del sys.modules[name]
