"""What great_expectations' import spends time on that no check needs, left out while it is imported.

``scipy.stats`` and ``altair`` serve two statistical expectations (KL divergence, KS test): stand-ins take their places
until someone asks them for something. And each of its hundreds of model classes copies the fields of its base to the
last dictionary of documentation in them; a copy of the fields themselves is all that is ever written to.
"""

from __future__ import annotations

import importlib
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from types import ModuleType
from typing import Any

from factcheck.reference.collecting import quiet_collector

HEAVY = ("scipy.stats", "altair")
ALONE = threading.Lock()  # of two at once, the later would put back what the earlier had put in place
OWN = ("field_info", "class_validators")  # parts of a field that a derived class may change in place


class StandIn(ModuleType):
    """A module that loads itself when something in it is asked for."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # the import machinery asks for __path__ and __spec__: that is not use
            raise AttributeError(name)
        return getattr(load_real(self.__name__), name)


def load_real(name: str) -> ModuleType:
    """The real module behind a stand-in, loaded once."""
    if isinstance(sys.modules.get(name), StandIn):
        sys.modules.pop(name, None)
    module = importlib.import_module(name)
    parent, _, leaf = name.rpartition(".")
    if parent:
        setattr(sys.modules[parent], leaf, module)
    return module


@contextmanager
def quick_import() -> Iterator[None]:
    """Import great_expectations inside this; afterwards everything is as it was."""
    # Thousands of classes are built and none is thrown away.
    with ALONE, _stand_ins(), quiet_collector(), _fields_copied_once():
        yield


@contextmanager
def _stand_ins() -> Iterator[None]:
    for name in HEAVY:
        sys.modules.setdefault(name, StandIn(name))
    try:
        yield
    finally:
        for name in HEAVY:  # anyone importing them after us gets the real thing
            if isinstance(sys.modules.get(name), StandIn):
                sys.modules.pop(name, None)


@contextmanager
def _fields_copied_once() -> Iterator[None]:
    try:
        models: Any = importlib.import_module("pydantic.v1.main")
        fields = importlib.import_module("pydantic.v1.fields")
        slow, kind = models.smart_deepcopy, fields.ModelField
    except (ImportError, AttributeError):  # another make of the library: it takes its time
        yield
        return

    def quick(value: Any) -> Any:
        if type(value) is dict and value and all(type(field) is kind for field in value.values()):
            known: dict[int, Any] = {}
            return {name: _copied(field, kind, known) for name, field in value.items()}
        return slow(value)

    models.smart_deepcopy = quick
    try:
        yield
    finally:
        models.smart_deepcopy = slow


def _copied(field: Any, kind: Any, known: dict[int, Any]) -> Any:
    """A field with the fields it is made of; what is found in several places stays one thing."""
    if type(field) is not kind:
        return field
    if id(field) not in known:
        new = known[id(field)] = copy(field)
        for part in OWN:
            setattr(new, part, copy(getattr(field, part)))
        new.field_info.extra = dict(new.field_info.extra)
        if field.sub_fields is not None:
            new.sub_fields = [_copied(inner, kind, known) for inner in field.sub_fields]
        if field.key_field is not None:
            new.key_field = _copied(field.key_field, kind, known)
        if field.sub_fields_mapping is not None:
            new.sub_fields_mapping = {k: _copied(v, kind, known) for k, v in field.sub_fields_mapping.items()}
    return known[id(field)]
