"""Articles judged by several threads at once come out as if each had been judged alone."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

from factcheck import Article, Reference, check
from factcheck.judge import cache

FIRMS = 12


def article(number: int) -> Article:
    """Five sentences; which of them are wrong differs from one article to the next."""
    firms = range(number, number + 5)
    said = [f"Firm{n % FIRMS} Works employs {100 + n % FIRMS + 40 * (n % (2 + number % 3) == 0)} people." for n in firms]
    return Article(" ".join(said), f"a{number}", published=date(2025, 6, 1))


def test_several_threads_say_what_one_says(tmp_path: Path) -> None:
    rows = "".join(f"Firm{n} Works,employees,{100 + n},employee,2025-01-01,Report\n" for n in range(FIRMS))
    (tmp_path / "a.csv").write_text(f"entity,metric,value,unit,as_of,source\n{rows}")
    reference = Reference.load(tmp_path / "a.csv")
    articles = [article(n) for n in range(24)]

    def judged(one: Article) -> str:
        return check(one, reference).to_json()

    def forget() -> None:
        cache.forget()
        for file in cache.folder().glob("*"):
            file.unlink()

    forget()
    with ThreadPoolExecutor(6) as pool:
        together = list(pool.map(judged, articles))
    forget()
    assert together == [judged(one) for one in articles]
