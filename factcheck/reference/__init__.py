"""reference_data/ -> Reference: facts, names, metrics and series, and which facts apply at a day."""

from factcheck.reference.entities import Entity
from factcheck.reference.errors import ReferenceError
from factcheck.reference.metrics import Metric
from factcheck.reference.store import Reference
from factcheck.reference.versions import Applying, about, applying, key, states

__all__ = ["Applying", "Entity", "Metric", "Reference", "ReferenceError", "about", "applying", "key", "states"]
