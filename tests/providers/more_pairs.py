"""Ten more releases and drafts, in other words and other lines of business. All names and figures are invented."""

from pairs import pair

PAIRS = [
    pair(
        "Ashgrove Cement", "2025-04-24",
        "Ashgrove Cement: trading update for the first quarter of 2025\n\n"
        "First-quarter revenue at Ashgrove Cement came to €684 million, an increase of 9% on the same quarter of 2024. EBITDA reached "
        "€142 million in the first quarter of 2025. Volumes sold were 7.1 million tonnes in the first quarter of 2025. The company had "
        "net debt of €1.36 billion at the end of March 2025. It employs 8,420 people.\n",
        "Ashgrove Cement's revenue in the first quarter of 2025 was €684 million. Its EBITDA reached €124 million in the first quarter of "
        "2025. It sold 7.1 million tonnes in the quarter. Net debt stood at €1.36 million at the end of March 2025. Revenue decreased 9% "
        "in the first quarter of 2025.\n",
        ("€124 million", "digit"), ("€1.36 million", "scale"), ("9%", "direction"),
    ),
    pair(
        "Northwick Water", "2025-06-05",
        "Northwick Water: annual results for the year ended 31 March 2025\n\n"
        "Turnover for the year ended 31 March 2025 was £918 million, compared with £876 million in the prior year. Operating profit was "
        "£203 million for the year ended 31 March 2025. Capital investment totalled £412 million for the year ended 31 March 2025. "
        "Northwick Water served 3.2 million customers at 31 March 2025.\n",
        "Northwick Water's turnover for the year ended 31 March 2025 was £981 million. Operating profit was £203 million for the year. "
        "Capital investment totalled $412 million for the year ended 31 March 2025. Northwick Water served 3.2 billion customers at 31 "
        "March 2025.\n",
        ("£981 million", "digit"), ("$412 million", "unit"), ("3.2 billion", "scale"),
    ),
    pair(
        "Pemberwell Studios", "2025-02-06",
        "Pemberwell Studios reports fourth-quarter and full-year 2024 results\n\n"
        "For 2024, Pemberwell Studios had revenue of $2.87 billion, up from $2.51 billion in 2023. Net income was $318 million in 2024, "
        "against a net loss of $44 million in 2023. Subscribers to its service numbered 41.5 million at the end of 2024. Content "
        "spending was $1.22 billion in 2024.\n",
        "Pemberwell Studios had revenue of $2.51 billion in 2024. Net income was $381 million in 2024. Its service had 41.5 million "
        "subscribers at the end of 2024. Content spending was $1.22 million in 2024.\n",
        ("$2.51 billion", "period"), ("$381 million", "digit"), ("$1.22 million", "scale"),
    ),
    pair(
        "Statistics Office of Varland", "2025-07-31",
        "Statistics Office of Varland: the labour market in the second quarter of 2025\n\n"
        "The unemployment rate in Varland was 5.4% in the second quarter of 2025, compared with 6.1% in the second quarter of 2024. "
        "Employment in Varland was 4.87 million in the second quarter of 2025. Job vacancies in Varland were 62,300 at the end of June "
        "2025. The participation rate in Varland was 66.2% in the second quarter of 2025.\n",
        "Varland's unemployment rate was 4.5% in the second quarter of 2025. The unemployment rate in Varland had been 6.1% in the second "
        "quarter of 2024. Job vacancies in Varland were 623,000 at the end of June 2025. The participation rate in Varland was 62.6% in "
        "the second quarter of 2025.\n",
        ("4.5%", "digit"), ("623,000", "scale"), ("62.6%", "digit"),
    ),
    pair(
        "Corvessa Biotech", "2025-05-08",
        "Corvessa Biotech announces first quarter 2025 financial results\n\n"
        "Cash, cash equivalents and marketable securities totaled $512.4 million as of March 31, 2025. Research and development expenses "
        "were $63.7 million for the first quarter of 2025, compared to $48.2 million for the first quarter of 2024. Net loss was $71.9 "
        "million for the first quarter of 2025. Collaboration revenue was $5.6 million for the first quarter of 2025.\n",
        "Corvessa Biotech's research and development expenses were $67.3 million in the first quarter of 2025. Its net loss was $71.9 "
        "million in the first quarter of 2025. Collaboration revenue was $5.6 billion in the first quarter of 2025. Research and "
        "development expenses had been $63.7 million in the first quarter of 2024.\n",
        ("$67.3 million", "digit"), ("$5.6 billion", "scale"), ("$63.7 million", "period"),
    ),
    pair(
        "Tollmark Hotels", "2025-08-07",
        "Tollmark Hotels half-year report 2025\n\n"
        "Tollmark Hotels increased revenue by 12% to €1.08 billion in the first half of 2025. Occupancy was 71.4% in the first half of "
        "2025. The average room rate was €148 in the first half of 2025. Tollmark Hotels operated 312 hotels at the end of June 2025. "
        "Operating profit fell 3% to €164 million in the first half of 2025.\n",
        "Tollmark Hotels' revenue rose 21% in the first half of 2025. Revenue was €1.08 billion in the first half of 2025. Occupancy was "
        "74.1% in the first half of 2025. Tollmark Hotels operated 312 hotels at the end of June 2025. Operating profit climbed 3% in "
        "the first half of 2025.\n",
        ("21%", "digit"), ("74.1%", "digit"), ("3%", "direction"),
    ),
    pair(
        "Hexbury Semiconductor", "2025-10-16",
        "Hexbury Semiconductor third-quarter results\n\n"
        "Hexbury Semiconductor posted sales of $3.46 billion in the third quarter of 2025. Gross margin was 52.8% in the third quarter of "
        "2025. Orders were $4.05 billion in the third quarter of 2025. Hexbury Semiconductor repurchased $600 million of its shares in the "
        "third quarter of 2025. Earnings per share were $1.94 in the third quarter of 2025.\n",
        "Hexbury Semiconductor posted sales of €3.46 billion in the third quarter of 2025. Its gross margin was 58.2% in the third quarter "
        "of 2025. Orders were $4.05 billion in the third quarter of 2025. Earnings per share were $1.49 in the third quarter of 2025.\n",
        ("€3.46 billion", "unit"), ("58.2%", "digit"), ("$1.49", "digit"),
    ),
    pair(
        "Ravensmoor Rail", "2025-11-20",
        "Ravensmoor Rail: first-half performance\n\n"
        "In the six months ended 30 September 2025 Ravensmoor Rail carried 58.3 million passengers, up 6% on a year earlier. Revenue was "
        "£745 million in the six months ended 30 September 2025. Punctuality was 88.7% in the six months ended 30 September 2025. Staff "
        "costs were £291 million in the six months ended 30 September 2025.\n",
        "Ravensmoor Rail carried 53.8 million passengers in the six months ended 30 September 2025. Punctuality was 88.7% in the six months ended 30 September 2025. Staff costs were £291,000 in the six months "
        "ended 30 September 2025. Ravensmoor Rail had revenue of £745 million in the six months ended 30 September 2024.\n",
        ("53.8 million", "digit"), ("£291,000", "scale"), ("£745 million", "period"),
    ),
    pair(
        "Ministry of Finance of Ostrava Bay", "2025-03-18",
        "Ministry of Finance of Ostrava Bay: budget statement\n\n"
        "The budget deficit of Ostrava Bay was $2.4 billion in 2024, down from $3.1 billion in 2023. Public debt of Ostrava Bay was $38.6 "
        "billion at the end of 2024. Tax revenue of Ostrava Bay was $14.9 billion in 2024. The ministry expects growth of 2.3% in 2025.\n",
        "Ostrava Bay's budget deficit was $2.4 billion in 2023. Public debt of Ostrava Bay was $36.8 billion at the end of 2024. Tax "
        "revenue of Ostrava Bay was $14.9 million in 2024.\n",
        ("$2.4 billion", "period"), ("$36.8 billion", "digit"), ("$14.9 million", "scale"),
    ),
    pair(
        "Grimsdale Insurance", "2025-02-27",
        "Grimsdale Insurance: preliminary results for 2024\n\n"
        "Gross written premiums rose 8% to £5.12 billion in 2024. The combined ratio was 94.3% in 2024 compared with 96.8% in 2023. Profit "
        "before tax was £402 million in 2024. The total dividend for 2024 is 31.5 pence per share. Grimsdale Insurance has 5.9 million "
        "policyholders.\n",
        "Gross written premiums at Grimsdale Insurance dropped 8% in 2024. Profit before tax was £420 "
        "million in 2024. The combined ratio of Grimsdale Insurance was 94.3% in 2023.\n",
        ("8%", "direction"), ("£420 million", "digit"), ("94.3%", "period"),
    ),
]  # fmt: skip
