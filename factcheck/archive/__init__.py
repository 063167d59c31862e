"""Archives -> a folder of results: many articles, on one machine or a cluster, nothing lost on the way."""

from factcheck.archive.again import Rechecked, recheck
from factcheck.archive.files import Busy
from factcheck.archive.fingerprint import fingerprint
from factcheck.archive.inputs import SUFFIXES, InputError, archives
from factcheck.archive.part import Options, PartStats, check_part, lend
from factcheck.archive.run import EXECUTORS, PART_SIZE, Plan, Ran, run, uri_of

__all__ = [
    "EXECUTORS",
    "PART_SIZE",
    "SUFFIXES",
    "Busy",
    "InputError",
    "Options",
    "PartStats",
    "Plan",
    "Ran",
    "Rechecked",
    "archives",
    "check_part",
    "fingerprint",
    "lend",
    "recheck",
    "run",
    "uri_of",
]
