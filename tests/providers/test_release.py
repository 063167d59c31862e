"""A release becomes facts, and the draft written from it is checked by them."""

from datetime import date

import more_pairs
import pairs
import pytest

from factcheck import Article, Reference, check_many, claims, mentions
from factcheck.cli import main
from factcheck.providers import release
from factcheck.providers.errors import ProviderError

PAIRS = [*pairs.PAIRS, *more_pairs.PAIRS]
ACCUSED = ("contradicted", "needs-context")
LEAST = 80  # percent of seeded slips that must be contradicted or questioned for the right reason


def drawn_from(text, entity="Acme Tools", published="2025-11-06", name="release.txt"):
    source = Article(text, name, None, date.fromisoformat(published) if published else None, entity)
    return release.draw(source, claims(source), mentions(source))


def judged(texts):
    """The verdicts on one text per pair, by the releases of all of them: one run of the suites for everything."""
    articles = [Article(text, f"{n}.txt", None, date.fromisoformat(p.published), p.entity) for n, (p, text) in enumerate(zip(PAIRS, texts, strict=True))]
    drawn = [drawn_from(p.release, p.entity, p.published, f"release-{n}.txt") for n, p in enumerate(PAIRS)]
    return [r.claims for r in check_many(articles, release.against(Reference.load(), drawn, articles))]


@pytest.fixture(scope="module")
def outcomes():
    """(pair, its verdicts, its slips by surface) of every pair."""
    found = judged([p.draft for p in PAIRS])
    return [(p, v, {surface: reasons for surface, _, reasons in p.slips}) for p, v in zip(PAIRS, found, strict=True)]


def test_twenty_pairs_carry_every_kind_of_slip():
    assert len(PAIRS) == 20
    assert sum(len(p.slips) for p in PAIRS) == 60
    kinds = {kind for p in PAIRS for _, kind, _ in p.slips}
    assert kinds == {"digit", "scale", "period", "direction", "unit"}
    for p in PAIRS:
        assert all(p.draft.count(surface) == 1 for surface, _, _ in p.slips), p.entity


def test_most_slips_are_found_for_the_right_reason(outcomes):
    total = sum(len(slips) for _, _, slips in outcomes)
    found = [
        v for _, verdicts, slips in outcomes for v in verdicts
        if v.reason in slips.get(v.claim.main.surface, ()) and v.verdict in ACCUSED
    ]  # fmt: skip
    assert 100 * len(found) >= LEAST * total, f"{len(found)} of {total}"


def test_no_true_sentence_is_accused(outcomes):
    accused = [
        (p.entity, v.claim.main.surface, v.verdict, v.reason)
        for p, verdicts, slips in outcomes for v in verdicts
        if v.verdict in ACCUSED and v.claim.main.surface not in slips
    ]  # fmt: skip
    assert accused == []


def test_most_true_sentences_are_supported(outcomes):
    true = [v for _, verdicts, slips in outcomes for v in verdicts if v.claim.main.surface not in slips]
    assert sum(v.verdict == "supported" for v in true) >= 0.8 * len(true)


def test_a_release_does_not_accuse_itself():
    for verdicts in judged([p.release for p in PAIRS]):
        assert [v.claim.main.surface for v in verdicts if v.verdict == "contradicted"] == []


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("Acme Tools had revenue of $12.5 million in 2024.",
         {"metric": "revenue", "value": "12500000", "unit": "USD", "period": "2024", "decimals": "-5", "source_rank": "primary"}),
        ("Acme Tools had sales of more than $12 million in 2024.", {"metric": "revenue", "bound": ">=", "decimals": "-6"}),
        ("Revenue fell 7% in 2024.", {"metric": "revenue growth", "value": "-7", "unit": "percent"}),
        ("Gross written premiums were $5 million in 2024.", {"metric": "gross written premiums", "source_rank": "primary"}),
        ("Occupancy was 71.4% in 2024.", {"metric": "occupancy", "entity": "Acme Tools", "value": "71.4"}),
        ("Collaboration revenue was $5 million in 2024.", {"metric": "collaboration revenue", "entity": "Acme Tools"}),
        ("Profit before tax was $4 million in 2024.", {"metric": "pretax income"}),
        ("Total revenue was $4 million in 2024.", {"metric": "revenue"}),
        ("Acme Tools employed 340 people at the end of 2024.", {"metric": "employees", "value": "340", "entity": "Acme Tools"}),
        ("Acme had revenue of €3 million in 2024.", {"entity": "Acme Tools", "unit": "EUR", "source_locator": "1:21"}),
        ("It expects revenue of $20 million in 2026.", {"value_type": "forecast", "source_rank": "secondary"}),
    ],
)  # fmt: skip
def test_a_sentence_becomes_a_row(sentence, wanted):
    [row] = drawn_from(sentence).rows
    assert {name: row.get(name) for name in wanted} == wanted
    assert row["source_quote"] == sentence
    assert row["as_of"] == "2025-11-06"


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("Net income was $3 million.", "period"),
        ("Acme Tools may report revenue of $20 million in 2027.", "forecast"),
        ("Revenue was $4 million including acquisitions in 2024.", "part"),
    ],
)
def test_what_is_guessed_is_to_be_confirmed(sentence, word):
    [row] = drawn_from(sentence).rows
    assert row["source_rank"] == "secondary"
    assert row["note"].startswith("please confirm")
    assert word in row["note"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Acme Tools did not have revenue of $12 million in 2024.",
        "Acme Tools would gain if revenue of $12 million in 2024 were reached.",
        "Revenue was $4 million to $5 million in 2024.",
        "Acme Tools likes Windows 11.",
    ],
)
def test_what_is_not_said_is_no_fact(sentence):
    with pytest.raises(ProviderError, match=r"release\.txt: no fact could be read"):
        drawn_from(sentence)


def test_a_bare_increase_is_of_what_the_sentence_tells():
    rows = drawn_from("Revenue in 2024 came to $12.5 million, an increase of 9% on the year before.").rows
    assert [(r["metric"], r["value"], r["period"]) for r in rows] == [("revenue", "12500000", "2024"), ("revenue growth", "9", "2024")]


def test_the_period_a_change_is_told_from_is_its_base():
    rows = drawn_from("Revenue in the first quarter of 2025 came to $12.5 million, an increase of 9% on the same quarter of 2024.").rows
    assert [(r["metric"], r["period"]) for r in rows] == [("revenue", "2025-Q1"), ("revenue growth", "2025-Q1")]


def test_two_values_for_one_thing_are_both_left_out():
    drawn = drawn_from("Revenue was $4 million in 2024. Net income was $1 million in 2024. Revenue was $5 million in 2024.")
    assert [row["metric"] for row in drawn.rows] == ["net income"]
    assert "two values" in drawn.left_out[0][1]


def test_the_more_precise_of_two_roundings_stays():
    drawn = drawn_from("Revenue was $413 million in 2024. Revenue was $412.6 million in 2024.")
    assert [row["value"] for row in drawn.rows] == ["412600000"]


def test_short_names_are_those_the_texts_use_alone():
    name = "Brindle Instruments plc"
    assert release.short_names(name, ["Brindle said so. Brindle Instruments agreed."]) == ("Brindle Instruments", "Brindle")
    assert release.short_names(name, ["Brindle Bank said so; Brindle did not."]) == ()
    assert release.short_names(name, ["Nobody said so."]) == ()


def test_a_release_without_a_date_is_refused():
    with pytest.raises(ProviderError, match="--published"):
        drawn_from("Revenue was $4 million in 2024.", published=None)


@pytest.fixture
def files(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    p = PAIRS[0]
    (tmp_path / "q3.txt").write_text(p.release, encoding="utf-8")
    (tmp_path / "draft.txt").write_text(p.draft, encoding="utf-8")
    return ["--entity", p.entity, "--published", p.published]


def test_import_then_check_and_validate(files, tmp_path, capsys):
    assert main(["facts", "import", "release", "q3.txt", *files, "-r", "rd"]) == 0
    first = (tmp_path / "rd/facts/q3.csv").read_bytes()
    assert main(["facts", "import", "release", "q3.txt", *files, "-r", "rd"]) == 0
    assert (tmp_path / "rd/facts/q3.csv").read_bytes() == first
    assert main(["facts", "validate", "rd"]) == 0
    assert main(["check", "draft.txt", "-r", "rd", *files, "-o", "out.json"]) == 1
    assert "£421.6 million" in capsys.readouterr().out


def test_check_against_does_both_and_writes_no_facts(files, tmp_path, capsys):
    assert main(["check", "draft.txt", "--against", "q3.txt", *files, "-o", "out.json"]) == 1
    told = capsys.readouterr()
    assert "£421.6 million" in told.out
    assert "q3.txt:3" in told.out
    assert "reference_data" not in told.err
    assert not (tmp_path / "reference_data").exists()


def test_a_missing_release_is_told_in_one_line(files, capsys):
    assert main(["check", "draft.txt", "--against", "nothing.txt", *files]) == 2
    told = capsys.readouterr().err
    assert "nothing.txt" in told
    assert len(told.strip().splitlines()) == 1


def test_a_conflict_with_what_is_on_file_changes_nothing(files, tmp_path, capsys):
    facts = tmp_path / "rd/facts/q3.csv"
    facts.parent.mkdir(parents=True)
    facts.write_text(
        "entity,metric,value,unit,source,as_of,period\n"
        "Brindlecote Instruments,revenue,500,GBP million,A letter,2025-11-06,2025-Q3\n"
    )
    before = facts.read_bytes()
    assert main(["facts", "import", "release", "q3.txt", *files, "-r", "rd"]) == 2
    assert "was not changed" in capsys.readouterr().err
    assert facts.read_bytes() == before


def test_a_release_on_file_and_given_again_counts_once(files, tmp_path, capsys):
    assert main(["facts", "import", "release", "q3.txt", *files]) == 0
    assert main(["check", "draft.txt", "--against", "q3.txt", *files, "-o", "out.json"]) == 1
    alone = capsys.readouterr().out.count("contradicted")
    assert main(["check", "draft.txt", *files, "-o", "out.json"]) == 1
    assert capsys.readouterr().out.count("contradicted") == alone


def test_two_documents_of_one_name_are_kept_apart():
    one, two = drawn_from("Revenue was $4 million in 2024."), drawn_from("Revenue was $3 million in 2023.")
    facts = release.against(Reference.load(), [one, two], []).facts
    assert len({fact.id for fact in facts}) == 2
