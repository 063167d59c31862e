"""Ten releases and the drafts written from them. All companies, offices and figures are invented.

In a draft a sentence in ``SLIPS`` carries one seeded slip; every other sentence is true to its release. A slip is
(the wrong surface, the kind of slip, the reasons that name it rightly).
"""

from dataclasses import dataclass

VALUE = {"value-mismatch"}
SCALE = {"scale-mismatch", "value-mismatch"}
DIRECTION = {"direction-mismatch", "value-mismatch"}
PERIOD = {"period-mismatch", "value-mismatch", "single-secondary"}
UNIT = {"currency-mismatch", "value-mismatch", "scale-mismatch"}
ASKED = {"single-secondary", "internal-inconsistency", "arithmetic-mismatch"}  # told as a question, or by arithmetic


@dataclass(frozen=True)
class Pair:
    entity: str
    published: str
    release: str
    draft: str
    slips: tuple[tuple[str, str, frozenset[str]], ...]


def pair(entity, published, release, draft, *slips):
    named = {"digit": VALUE, "scale": SCALE, "direction": DIRECTION, "period": PERIOD, "unit": UNIT}
    return Pair(
        entity, published, release, draft,
        tuple((surface, kind, frozenset(named[kind] | ASKED)) for surface, kind in slips),
    )  # fmt: skip


PAIRS = [
    pair(
        "Brindlecote Instruments", "2025-11-06",
        "Brindlecote Instruments reports third quarter 2025 results\n\n"
        "Brindlecote Instruments today reported revenue of £412.6 million for the third quarter of 2025, up 8% from "
        "£382.0 million a year earlier. Net income was £38.4 million. Operating margin was 14.2%. The company employed "
        "3,150 people at the end of September 2025. The order backlog stood at £1.24 billion.\n",
        "Brindlecote said revenue in the third quarter of 2025 was £421.6 million. Revenue had been £382.0 million in "
        "the third quarter of 2024. Net income was £38.4 billion in the third quarter of 2025. The operating margin "
        "was 14.2% in the quarter. The company employed 3,150 people at the end of September. The order backlog stood "
        "at $1.24 billion.\n",
        ("£421.6 million", "digit"), ("£38.4 billion", "scale"), ("$1.24 billion", "unit"),
    ),
    pair(
        "Halvard Freight", "2025-08-12",
        "Halvard Freight: results for the second quarter of 2025\n\n"
        "Halvard Freight had revenue of $1.92 billion in the second quarter of 2025, compared with $2.04 billion in the "
        "second quarter of 2024. Revenue fell 6%. Operating income was $144 million in the second quarter of 2025. Free "
        "cash flow was $88 million in the second quarter of 2025. Net debt was $610 million at the end of June 2025.\n",
        "Revenue at Halvard Freight rose 6% in the second quarter of 2025. It was $1.92 billion. Operating income was "
        "$144 million in the quarter. Free cash flow was $8.8 million in the second quarter of 2025. Net debt was "
        "$670 million at the end of June 2025. Revenue was $2.04 billion in the second quarter of 2024.\n",
        ("6%", "direction"), ("$8.8 million", "digit"), ("$670 million", "digit"),
    ),
    pair(
        "Osmarsh Foods", "2025-03-04",
        "Osmarsh Foods full-year results 2024\n\n"
        "Osmarsh Foods had sales of €3.27 billion in 2024, against €3.05 billion in 2023. Net income was €212 million in "
        "2024. Osmarsh Foods employed 11,400 people at the end of 2024. Capital expenditure was €164 million in 2024. "
        "The gross margin was 31.8% in 2024.\n",
        "Osmarsh Foods had sales of €3.27 billion in 2023. Net income was €212 million in 2024. It employed 14,100 "
        "people at the end of 2024. Capital expenditure was €164 billion in 2024. The gross margin was 31.8% in 2024.\n",
        ("€3.27 billion", "period"), ("14,100", "digit"), ("€164 billion", "scale"),
    ),
    pair(
        "Tarnwick Energy", "2025-05-20",
        "Tarnwick Energy first quarter 2025\n\n"
        "Tarnwick Energy reported EBITDA of $530 million for the first quarter of 2025. Capital expenditure was "
        "$275 million in the first quarter of 2025. Installed capacity was 4,820 megawatts at the end of March 2025. "
        "Net debt stood at $2.31 billion at the end of March 2025. Electricity generation was 3.6 terawatt hours in the "
        "first quarter of 2025.\n",
        "Tarnwick Energy reported EBITDA of $350 million for the first quarter of 2025. Capital expenditure was "
        "$275 million in the first quarter of 2025. Installed capacity was 4,280 megawatts at the end of March 2025. "
        "Net debt stood at €2.31 billion at the end of March 2025.\n",
        ("$350 million", "digit"), ("4,280 megawatts", "digit"), ("€2.31 billion", "unit"),
    ),
    pair(
        "Calloway Bank", "2025-07-17",
        "Calloway Bank second quarter 2025\n\n"
        "Calloway Bank reported net income of $1.31 billion for the second quarter of 2025. Deposits were $148 billion "
        "at the end of June 2025. Loans were $121 billion at the end of June 2025. Earnings per share were $2.18 in the "
        "second quarter of 2025. Total assets were $214 billion at the end of June 2025.\n",
        "Calloway Bank reported net income of $1.31 million for the second quarter of 2025. Deposits were $148 billion "
        "at the end of June 2025. Loans were $112 billion at the end of June 2025. Earnings per share were $2.81 in the "
        "second quarter of 2025. Total assets were $214 billion.\n",
        ("$1.31 million", "scale"), ("$112 billion", "digit"), ("$2.81", "digit"),
    ),
    pair(
        "Lindqvarn Mobile", "2025-10-23",
        "Lindqvarn Mobile interim report\n\n"
        "Lindqvarn Mobile had 18.6 million subscribers at the end of September 2025. Revenue rose 4% in the third "
        "quarter of 2025. Operating income was $410 million in the third quarter of 2025. Operating income was "
        "$385 million in the third quarter of 2024. Free cash flow was $197 million in the third quarter of 2025.\n",
        "Lindqvarn Mobile had 16.8 million subscribers at the end of September 2025. Revenue fell 4% in the third "
        "quarter of 2025. Operating income was $410 million in the third quarter of 2024. Free cash flow was "
        "$197 million in the third quarter of 2025.\n",
        ("16.8 million", "digit"), ("4%", "direction"), ("$410 million", "period"),
    ),
    pair(
        "Verrick Motors", "2025-01-30",
        "Verrick Motors 2024 annual results\n\n"
        "Verrick Motors had revenue of $27.4 billion in 2024. Net income was $1.15 billion in 2024. Deliveries were "
        "812,000 vehicles in 2024. Research and development spending was $1.9 billion in 2024. Verrick Motors ended "
        "2024 with cash of $6.2 billion. It aims to cut emissions by 40% by 2030.\n",
        "Verrick Motors had revenue of $24.7 billion in 2024. Net income was $1.15 billion in 2024. Deliveries were "
        "821,000 vehicles in 2024. Research and development spending was $19 billion in 2024.\n",
        ("$24.7 billion", "digit"), ("821,000", "digit"), ("$19 billion", "digit"),
    ),
    pair(
        "Pellham Retail", "2025-09-11",
        "Pellham Retail half-year results\n\n"
        "Pellham Retail reported revenue of £2.86 billion for the first half of 2025, up 5% from £2.72 billion in the "
        "first half of 2024. Pretax profit was £173 million in the first half of 2025. The company had 1,046 stores at "
        "the end of June 2025. Net debt was £540 million at the end of June 2025.\n",
        "Pellham Retail reported revenue of £2.86 billion for the first half of 2025. Revenue was £2.72 billion in the "
        "first half of 2024. Pretax profit was $173 million in the first half of 2025. The company had 1,064 stores at "
        "the end of June 2025. Net debt was £540,000 at the end of June 2025.\n",
        ("$173 million", "unit"), ("1,064", "digit"), ("£540,000", "scale"),
    ),
    pair(
        "Drumlow Pharma", "2025-02-18",
        "Drumlow Pharma results for 2024\n\n"
        "Drumlow Pharma reported sales of $8.45 billion for 2024, up 11% from $7.61 billion in 2023. Operating income "
        "was $1.98 billion in 2024. Research and development spending was $1.62 billion in 2024. Share repurchases were "
        "$750 million in 2024. The effective tax rate was 18.5% in 2024.\n",
        "Drumlow Pharma reported sales of $8.45 billion for 2024. Sales dropped 11% in 2024. Operating income was "
        "$1.89 billion in 2024. Research and development spending was $1.62 billion in 2024. Share repurchases were "
        "$750 million in 2023. The effective tax rate was 18.5% in 2024.\n",
        ("11%", "direction"), ("$1.89 billion", "digit"), ("$750 million", "period"),
    ),
    pair(
        "Kestwold Airways", "2025-11-13",
        "Kestwold Airways third quarter 2025\n\n"
        "Kestwold Airways carried 9.4 million passengers in the third quarter of 2025. Revenue was $1.47 billion in the "
        "third quarter of 2025. Net income was $126 million in the third quarter of 2025. Total debt was $3.05 billion "
        "at the end of September 2025. Kestwold Airways employed 13,900 people at the end of September 2025.\n",
        "Kestwold Airways carried 9.4 billion passengers in the third quarter of 2025. Revenue was $1.74 billion in the "
        "third quarter of 2025. Net income was $126 million in the third quarter of 2025. Total debt was $3.05 million "
        "at the end of September 2025. Kestwold employed 13,900 people at the end of September.\n",
        ("9.4 billion", "scale"), ("$1.74 billion", "digit"), ("$3.05 million", "scale"),
    ),
]  # fmt: skip
