"""The expectation library is the same for being imported quickly, and nothing of that is left afterwards."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# What a model of the library says of itself: its fields down to their parts, and its schema.
TOLD = """
import re
from pydantic.v1 import BaseModel

def told(field):
    parts = [getattr(field, name) for name in ("name", "alias", "type_", "outer_type_", "required", "shape", "default")]
    inner = [told(one) for one in [*(field.sub_fields or ()), *filter(None, [field.key_field])]]
    return [*parts, field.field_info, sorted(field.class_validators), len(field.validators or ()), inner]

def below(kind):
    for one in kind.__subclasses__():
        yield one
        yield from below(one)

def schema(kind):
    try:
        return kind.schema_json(sort_keys=True)
    except Exception as error:
        return type(error)

kinds = {str(kind): kind for kind in below(BaseModel)}
for name, kind in sorted(kinds.items()):
    fields = [told(field) for field in kind.__fields__.values()]
    print(re.sub("0x[0-9a-f]+", "", f"{name} {fields} {schema(kind)}"))
"""
PLAIN = "import great_expectations, factcheck.judge.expectations"
QUICK = "from factcheck.judge import engine; engine.library()"


def said(code: str) -> list[str]:
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    return run.stdout.splitlines()


def test_every_model_is_what_a_plain_import_makes_it() -> None:
    quick, plain = (said(f"{code}\n{TOLD}") for code in (QUICK, PLAIN))
    assert len(quick) > 200
    assert quick == plain


def test_nothing_is_left_of_the_quick_way() -> None:
    code = f"""
import gc, sys
from pydantic.v1 import main, utils
{QUICK}
import scipy.stats, altair
print(main.smart_deepcopy is utils.smart_deepcopy, gc.isenabled(), scipy.stats.norm.cdf(0), hasattr(altair, "Chart"))
class Base(main.BaseModel):
    many: list[int] = [1]
class Derived(Base):
    pass
print(Base.__fields__["many"] is not Derived.__fields__["many"])
"""
    assert said(code) == ["True True 0.5 True", "True"]


def test_nothing_is_left_where_several_threads_import_at_once() -> None:
    code = """
import sys, threading
from pydantic.v1 import main, utils
from factcheck.judge import engine
def own():
    import scipy.stats, altair
    found.append((scipy.stats.norm.cdf(0), hasattr(altair, "Chart")))
found = []
for one in [threading.Thread(target=work) for work in (engine.library, own) * 3]:
    one.start()
for one in threading.enumerate():
    if one is not threading.main_thread():
        one.join()
print(main.smart_deepcopy is utils.smart_deepcopy, type(sys.modules["scipy.stats"]).__name__, set(found))
"""
    assert said(code) == ["True module {(np.float64(0.5), True)}"]
