"""Articles that a small reference can judge, and what a folder of results holds."""

import json
import random

FACTS = """entity,metric,value,unit,period,source,as_of,source_rank
Acme,employees,340,employee,2024,Acme annual report 2024,2025-02-01,primary
Acme,revenue,12500000,USD,2024,Acme annual report 2024,2025-02-01,primary
Globex,employees,1200,employee,2024,Globex annual report 2024,2025-02-01,primary
Globex,revenue,98000000,USD,2024,Globex annual report 2024,2025-02-01,primary
Initech,revenue,4500000,USD,2024,Initech annual report 2024,2025-02-01,primary
Umbrella,employees,77,employee,2024,Umbrella annual report 2024,2025-02-01,primary
"""
FIRMS = ("Acme", "Globex", "Initech", "Umbrella")


def story(number):
    """An article of a few sentences with numbers of its own, about one firm or two."""
    chance = random.Random(number)
    firm, other = chance.sample(FIRMS, 2)
    people = chance.choice((340, 1200, 77, chance.randint(20, 2000)))
    money = chance.choice(("$12.5 million", "$98 million", "$4.5 million", f"${chance.randint(2, 90)} million"))
    return (
        f"{firm} employed {people:,} people in 2024. Revenue of {firm} was {money} in 2024, the company said.\n\n"
        f"Analysts at {other} had expected {chance.randint(3, 99)}%. The café on the ground floor seats "
        f"{chance.randint(10, 60)} guests."
    )


def rows(count):
    return [{"text": story(n), "name": f"story-{n}", "published": "2025-06-05"} for n in range(count)]


def write_jsonl(path, records):
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records), encoding="utf-8")
    return path


def content(folder):
    """Every file of a folder of results but the clock's and the lock's."""
    apart = ("status.json", ".lock")
    files = (p for p in sorted(folder.rglob("*")) if p.is_file() and p.name not in apart)
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in files}


def names_in(folder):
    lines = [line for part in sorted(folder.glob("part-*.jsonl")) for line in part.read_text("utf-8").split("\n")]
    return [json.loads(line)["article"]["name"] for line in lines if line]
