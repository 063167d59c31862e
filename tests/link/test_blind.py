"""Sentences about invented companies, written before anybody looked at how they are read: true, wrong, and unknowable.

T is true by the facts below and supported, F is wrong and contradicted, U is settled by nothing on file. Small letters
are true or wrong sentences the program leaves undecided: they must not get the opposite verdict. No T, t or U may ever
be accused.
"""

from datetime import date

import pytest

from factcheck import Article, Reference, check_many

FACTS = """entity,metric,value,unit,period,qualifiers,value_type,decimals,counterparty,source,source_rank,as_of,valid_from,valid_to
Globex,revenue,4480000000,USD,2024,,actual,-7,,Globex annual report 2024,primary,2025-02-10,,
Globex,revenue,4000000000,USD,2023,,actual,-7,,Globex annual report 2023,primary,2024-02-10,,
Globex,revenue,1210000000,USD,2024-Q4,,actual,-7,,Globex Q4 release,primary,2025-02-10,,
Globex,net income,512000000,USD,2024,,actual,-6,,Globex annual report 2024,primary,2025-02-10,,
Globex,net income,455000000,USD,2023,,actual,-6,,Globex annual report 2023,primary,2024-02-10,,
Globex,operating income,690000000,USD,2024,,actual,-6,,Globex annual report 2024,primary,2025-02-10,,
Globex,diluted earnings per share,2.13,USD/share,2024,,actual,2,,Globex annual report 2024,primary,2025-02-10,,
Globex,dividend per share,0.60,USD/share,2024,,actual,2,,Globex annual report 2024,primary,2025-02-10,,
Globex,number of employees,31400,person,2024-12-31,,actual,-2,,Globex annual report 2024,primary,2025-02-10,,
Globex,number of stores,1254,store,2024-12-31,,actual,,,Globex annual report 2024,primary,2025-02-10,,
Globex,revenue,2690000000,USD,2024,segment=Cloud,actual,-7,,Globex annual report 2024,primary,2025-02-10,,
Globex,research and development expense,380000000,USD,2024,,actual,-6,,Globex annual report 2024,primary,2025-02-10,,
Globex,capital expenditure,910000000,USD,2024,,actual,-6,,Globex annual report 2024,primary,2025-02-10,,
Globex,total debt,3200000000,USD,2024-12-31,,actual,-8,,Globex annual report 2024,primary,2025-02-10,,
Globex,cash,1150000000,USD,2024-12-31,,actual,-7,,Globex annual report 2024,primary,2025-02-10,,
Globex,gross margin,41.5,percent,2024,,actual,1,,Globex annual report 2024,primary,2025-02-10,,
Globex,stake,21,percent,2024-12-31,,actual,0,Initech,Globex annual report 2024,primary,2025-02-10,,
Globex,acquisition price,1300000000,USD,2023-05-02,,actual,-8,Hooli,Globex release on Hooli,primary,2023-05-02,,
Globex,founding date,1987,year,,,actual,,,Globex company history,primary,2020-01-01,,
Initech,revenue,870000000,EUR,2024,,actual,-7,,Initech annual report 2024,primary,2025-03-01,,
Initech,revenue,910000000,EUR,2023,,actual,-7,,Initech annual report 2023,primary,2024-03-01,,
Initech,net income,-42000000,EUR,2024,,actual,-6,,Initech annual report 2024,primary,2025-03-01,,
Initech,number of employees,5200,person,2024-12-31,,actual,-2,,Initech annual report 2024,primary,2025-03-01,,
Initech,number of customers,2400000,customer,2024-12-31,,actual,-5,,Initech annual report 2024,primary,2025-03-01,,
Initech,job cuts,700,person,2025,,target,,,Initech release January,primary,2025-01-20,,
Initech,emissions reduction,40,percent,2030,,target,,,Initech climate plan,primary,2024-06-01,,
Umbrella,revenue,15300000000,USD,2024,,actual,-8,,Umbrella annual report,primary,2025-02-20,,
Umbrella,market capitalization,52000000000,USD,2025-03-03,,actual,-9,,Stock exchange list,primary,2025-03-03,2025-03-03,2025-03-03
Umbrella,deliveries,412000,vehicle,2024,,actual,-3,,Umbrella release,primary,2025-01-05,,
Umbrella,deliveries,398000,vehicle,2023,,actual,-3,,Umbrella release,primary,2024-01-05,,
Umbrella,production,430000,vehicle,2024,,actual,-3,,Umbrella release,primary,2025-01-05,,
Umbrella,subscribers,61200000,subscriber,2024-12-31,,actual,-5,,Umbrella release,primary,2025-01-05,,
Umbrella,capital expenditure,2000000000,USD,2025,,forecast,-8,,Umbrella outlook,primary,2025-02-20,,
Umbrella,chief executive appointment,2021-09-01,date,,,actual,,,Umbrella release,primary,2021-09-01,,
"""
SENTENCES = """
T|$4.48 billion|Globex reported revenue of $4.48 billion for 2024.
T|$4.5 billion|Globex's 2024 revenue came to roughly $4.5 billion.
T|12%|Globex's revenue rose 12% in 2024 from a year earlier.
T|$4.48bn|In 2024, sales at Globex climbed to $4.48bn.
T|$4.00bn|Globex's revenue was $4.48bn in 2024, up from $4.00bn in 2023.
T|$512 million|Globex earned $512 million in 2024.
T|$512 million|Net profit at Globex reached $512 million in 2024.
T|12.5%|Globex's net income grew 12.5% to $512 million in 2024.
T|$690 million|Globex posted an operating profit of $690 million in 2024.
T|$2.13|Globex earned $2.13 a share in 2024.
T|$2.13|Earnings per share at Globex were $2.13 in 2024.
T|60 cents|Globex paid a dividend of 60 cents a share for 2024.
T|31,400|Globex had 31,400 employees at the end of 2024.
T|31,000|Globex employed more than 31,000 people at the end of 2024.
T|1,254|Globex ended 2024 with 1,254 stores.
T|$2.69 billion|Globex's Cloud segment had revenue of $2.69 billion in 2024.
T|60%|Cloud accounted for 60% of Globex's revenue in 2024.
T|$380 million|Globex spent $380 million on research and development in 2024.
T|$910 million|Capital expenditure at Globex was $910 million in 2024.
T|$3.2 billion|Globex had total debt of $3.2 billion at the end of 2024.
T|$1.15 billion|At the end of 2024 Globex held cash of $1.15 billion.
T|41.5%|Globex's gross margin was 41.5% in 2024.
T|21%|Globex owns 21% of Initech.
T|21%|Globex holds a 21% stake in Initech.
T|$1.3 billion|Globex bought Hooli for $1.3 billion in May 2023.
T|1987|Globex was founded in 1987.
T|€870 million|Initech's revenue fell to €870 million in 2024.
T|4.4%|Initech's revenue fell 4.4% in 2024.
T|€42 million|Initech posted a net loss of €42 million in 2024.
T|(€42 million)|Initech posted a net loss of (€42 million) in 2024.
T|€(42) million|Initech's net loss was €(42) million in 2024.
T|5,200|Initech employed about 5,200 people at the end of 2024.
T|2.4 million|Initech served 2.4 million customers at the end of 2024.
T|700|Initech plans to cut 700 jobs in 2025.
T|40%|Initech aims to cut emissions by 40% by 2030.
T|$15.3 billion|Umbrella's revenue in 2024 was $15.3 billion.
T|412,000|Umbrella delivered 412,000 vehicles in 2024.
U|8,000|Umbrella delivered 8,000 vehicles a week in 2024.
U|34,000|Umbrella delivered 34,000 vehicles per month in 2024.
T|14,000|Umbrella delivered 14,000 more vehicles in 2024 than in 2023.
T|430,000|Umbrella produced 430,000 vehicles in 2024.
T|61.2 million|Umbrella had 61.2 million subscribers at the end of 2024.
T|$2 billion|Umbrella expects capital expenditure of $2 billion in 2025.
t|September 2021|Umbrella named its chief executive in September 2021.
T|$455 million|Globex made a net profit of $455 million in 2023.
T|€910 million|Initech had revenue of €910 million in 2023.
T|398,000|Deliveries at Umbrella totaled 398,000 vehicles in 2023.
T|3.5%|Umbrella's deliveries increased 3.5% to 412,000 vehicles in 2024.
t|$1.21 billion|Globex's fourth-quarter revenue was $1.21 billion in 2024.
T|$4 billion|Globex had revenue of nearly $4.5 billion in 2024, against $4 billion in 2023.
T|11%|Globex's net income was about 11% of its revenue in 2024.
T|30,000|Globex, which had over 30,000 employees at the end of 2024, is based in Springfield.
T|$52 billion|On 3 March 2025 Umbrella's market capitalization was $52 billion.
t|2023|Globex acquired Hooli in 2023.
F|$4.84 billion|Globex reported revenue of $4.84 billion for 2024.
F|$5.1 billion|Globex's 2024 revenue came to $5.1 billion.
F|21%|Globex's revenue rose 21% in 2024 from a year earlier.
F|$4.00bn|In 2024, sales at Globex were $4.00bn.
F|$4.40bn|Globex's revenue was $4.48bn in 2024, up from $4.40bn in 2023.
F|$512 billion|Globex earned $512 billion in 2024.
F|$521 million|Net income at Globex was $521 million in 2024.
F|15.2%|Globex's net income grew 15.2% to $512 million in 2024.
F|$960 million|Globex posted an operating profit of $960 million in 2024.
F|$2.31|Globex earned $2.31 a share in 2024.
F|$3.12|Earnings per share at Globex were $3.12 in 2024.
F|66 cents|Globex paid a dividend of 66 cents a share for 2024.
F|34,100|Globex had 34,100 employees at the end of 2024.
F|33,000|Globex employed more than 33,000 people at the end of 2024.
F|1,524|Globex ended 2024 with 1,524 stores.
F|$2.96 billion|Globex's Cloud segment had revenue of $2.96 billion in 2024.
F|70%|Cloud accounted for 70% of Globex's revenue in 2024.
F|$830 million|Globex spent $830 million on research and development in 2024.
F|$910 billion|Capital expenditure at Globex was $910 billion in 2024.
F|$2.3 billion|Globex had total debt of $2.3 billion at the end of 2024.
F|$1.51 billion|At the end of 2024 Globex held cash of $1.51 billion.
F|45.1%|Globex's gross margin was 45.1% in 2024.
F|12%|Globex owns 12% of Initech.
F|27%|Globex holds a 27% stake in Initech.
f|$3.1 billion|Globex bought Hooli for $3.1 billion in May 2023.
F|1978|Globex was founded in 1978.
F|€780 million|Initech's revenue fell to €780 million in 2024.
F|8.4%|Initech's revenue fell 8.4% in 2024.
F|4.4%|Initech's revenue rose 4.4% in 2024.
F|€24 million|Initech posted a net loss of €24 million in 2024.
F|(€24 million)|Initech posted a net loss of (€24 million) in 2024.
F|€42 million|Initech posted a net profit of €42 million in 2024.
F|2,500|Initech employed about 2,500 people at the end of 2024.
F|4.2 million|Initech served 4.2 million customers at the end of 2024.
F|1,700|Initech plans to cut 1,700 jobs in 2025.
F|60%|Initech aims to cut emissions by 60% by 2030.
F|$13.5 billion|Umbrella's revenue in 2024 was $13.5 billion.
F|421,000|Umbrella delivered 421,000 vehicles in 2024.
F|41,000|Umbrella delivered 41,000 more vehicles in 2024 than in 2023.
F|403,000|Umbrella produced 403,000 vehicles in 2024.
F|62.1 million|Umbrella had 62.1 million subscribers at the end of 2024.
f|$3 billion|Umbrella expects capital expenditure of $3 billion in 2025.
f|March 2020|Umbrella named its chief executive in March 2020.
F|$545 million|Globex made a net profit of $545 million in 2023.
F|€190 million|Initech had revenue of €190 million in 2023.
F|389,000|Deliveries at Umbrella totaled 389,000 vehicles in 2023.
F|5.3%|Umbrella's deliveries increased 5.3% to 412,000 vehicles in 2024.
f|$1.12 billion|Globex's fourth-quarter revenue was $1.12 billion in 2024.
F|17%|Globex's net income was 17% of its revenue in 2024.
F|$25 billion|On 3 March 2025 Umbrella's market capitalization was $25 billion.
f|2019|Globex acquired Hooli in 2019.
U|$3.9 billion|Globex reported revenue of $3.9 billion for 2022.
U|$1.1 billion|Globex's European revenue was $1.1 billion in 2024.
U|$600 million|Globex's adjusted net income was $600 million in 2024.
U|18%|Globex's Cloud revenue rose 18% in 2024.
U|$95 million|Globex spent $95 million on advertising in 2024.
U|28,000|Globex had 28,000 employees in 2022.
U|120|Globex opened 120 stores in 2024.
U|35%|Globex owns 35% of Massive Dynamic.
U|$250 million|Globex bought Soylent for $250 million in 2024.
U|$5 billion|Globex expects revenue of $5 billion in 2025.
U|$7.2 billion|Hooli reported revenue of $7.2 billion for 2024.
U|€95 million|Initech's Swiss unit had sales of €95 million in 2024.
U|€12 million|Initech paid a fine of €12 million in 2024.
U|900|Initech cut 900 jobs in 2024.
U|30%|Initech's customers in Spain rose 30% in 2024.
U|$80|Analysts at Stark put Umbrella's fair value at $80 a share.
U|102,000|Umbrella delivered 102,000 vehicles in the fourth quarter.
U|55,000|Umbrella delivered 55,000 vehicles in China in 2024.
U|$48 billion|Umbrella's market capitalization was $48 billion in January 2025.
U|25,000|Umbrella recalled 25,000 vehicles in 2024.
U|$1.9 billion|Umbrella's operating profit was $1.9 billion in 2024.
U|8%|Umbrella's share price fell 8% in 2024.
U|$700 million|Globex sold bonds worth $700 million in 2024.
U|2001|Globex opened its first store abroad in 2001.
U|$2.50|Analysts had expected Globex to earn $2.50 a share in 2024.
U|$300 million|Rival Stark reported net income of $300 million, while Globex's profit rose.
U|45%|About 45% of Globex's employees work from home.
U|15,000|Globex employs 15,000 engineers.
U|$2.2 billion|Globex's net debt was $2.2 billion at the end of 2024.
U|$130 million|Globex's tax bill was $130 million in 2024.
U|6 million|Umbrella added 6 million subscribers in 2024.
U|$400 million|Globex's Cloud segment earned $400 million in 2024.
U|20%|Globex wants to raise its stake in Initech by 20%.
U|$1.4 billion|Globex had offered $1.4 billion for Hooli before settling for less.
U|600|Umbrella hired 600 engineers in 2024.
U|10%|Excluding currency effects, Globex's revenue grew 10% in 2024.
U|$160,000|The average salary at Globex was $160,000 in 2024.
U|€870 million|Initech has debt of €870 million.
U|3.5 million|Globex has 3.5 million customers.
U|14%|Umbrella's revenue rose 14% in 2024.
U|$5|Globex earned $5 a tonne in 2024.
U|30%|Globex owns 30% of the voting rights in Initech.
U|35%|Globex said 35% of Initech's customers were in Spain.
U|€3 million|Initech posted a loss of €3 million on the sale of a unit in 2024.
U|€10 million|Initech's operating loss was €10 million in 2024.
U|$200 million|Globex spent $200 million on research in Asia in 2024.
U|$50 million|Globex spent $50 million on research and development of batteries in 2024.
U|2,000|Umbrella delivered 2,000 vehicles to the army in 2024.
U|9,000|Umbrella delivered 9,000 electric vehicles in 2024.
U|300|Initech plans to cut 300 jobs in Spain in 2025.
U|300|Initech cut 300 jobs in 2025.
U|25%|Initech aims to cut its water use by 25% by 2030.
U|20%|Initech cut emissions by 20% in 2024.
U|10%|Initech aims to cut emissions by 10% by 2026.
U|8%|Globex's net income was 8% of its assets in 2024.
U|30%|Europe accounted for 30% of Globex's revenue in 2024.
U|25%|Cloud accounted for 25% of Globex's operating profit in 2024.
U|$1.9 billion|Cloud's operating costs were $1.9 billion in 2024.
U|$400 million|Globex bought a third of Hooli for $400 million in May 2023.
U|$700 million|Globex paid $700 million in dividends in 2024.
U|60%|Cloud revenue grew 60% in 2024.
U|$1.0 billion|Globex's revenue in the first quarter of 2024 was $1.0 billion.
U|$2.2 billion|Globex's revenue was $2.2 billion in the six months to June 2024.
U|1,300|Globex has 1,300 stores in the United States.
U|120|Globex closed 120 stores in 2024.
U|15%|Globex cut its stake in Initech to 15% in March 2025.
U|51%|Hooli owns 51% of Globex.
U|5%|Initech owns 5% of Globex.
U|$2 billion|Globex's debt fell by $2 billion in 2024.
U|2%|Globex's dividend yield was 2% in 2024.
U|$1.50|Globex paid a special dividend of $1.50 a share in 2024.
U|15 cents|Globex paid a quarterly dividend of 15 cents a share in 2024.
U|$2.40|Globex earned $2.40 a share before one-off items in 2024.
U|$0.55|Globex earned $0.55 a share in the fourth quarter of 2024.
U|$31|Globex shares rose to $31 on Monday.
U|12%|Initech lost 12% of its customers in 2024.
U|3%|Umbrella's deliveries fell 3% in the first quarter of 2025.
U|40,000|Umbrella delivered 40,000 fewer vehicles than it produced in 2024.
U|100,000|Umbrella delivered 100,000 vehicles more than Stark in 2024.
U|$700 million|Net income at Globex before minority interests was $700 million in 2024.
U|$90 million|Globex's income from Initech was $90 million in 2024.
U|2,300|Initech hired 2,300 people in 2024.
T|$4.48 billion|Initech opened a plant. Globex said its revenue in 2024 was $4.48 billion.
T|$512 million|Initech had a bad year. Globex said on Monday that it earned $512 million in 2024.
T|€870 million|Globex opened a plant in May. Initech said on Monday that its revenue fell to €870 million in 2024.
T|$4.48 billion|Globex had a good year. It said its revenue was $4.48 billion in 2024.
T|$4.48 billion|Globex had a good year. Analysts said its revenue was $4.48 billion in 2024.
T|$4.48 billion|Globex had a good year. In 2024, its revenue was $4.48 billion, more than Initech's.
F|$4.84 billion|Initech opened a plant. Globex said its revenue in 2024 was $4.84 billion.
F|€780 million|Globex opened a plant in May. Initech said on Monday that its revenue fell to €780 million in 2024.
F|$4.84 billion|Globex had a good year. It said its revenue was $4.84 billion in 2024.
F|5,900|Initech shrank. It had 5,900 employees at the end of 2024.
U|$7 billion|Globex is a rival of Hooli. Hooli's revenue was $7 billion in 2024.
U|$7 billion|Globex has a rival, Hooli. Its revenue was $7 billion in 2024.
U|$7 billion|Globex competes with Hooli, whose revenue was $7 billion in 2024.
U|$3 billion|Globex was founded in 1987 by Jane Doe. She said her new firm, Stark, had revenue of $3 billion in 2024.
U|$3 billion|Unlike Globex, which is listed, Stark had revenue of $3 billion in 2024.
U|$1.5 billion|At Globex, the head of chips said the unit's revenue was $1.5 billion in 2024.
U|€1 billion|Globex and Initech are rivals. Their joint venture had revenue of €1 billion in 2024.
U|$5 billion|Together, Globex and Initech had revenue of $5 billion in 2024.
U|$9 billion|Globex wants to reach revenue of $9 billion in 2024.
U|$5 billion|Globex missed its goal of revenue of $5 billion in 2024.
U|1,100|Globex had 1,254 stores at the end of 2024, 1,100 of them leased.
U|$6 billion|Globex would have had revenue of $6 billion in 2024 with Hooli.
U|$4.2 billion|Globex's revenue was expected to be $4.2 billion in 2024.
U|$4.6 billion|Pro forma, Globex's revenue was $4.6 billion in 2024.
U|30,000|Globex's 30,000 employees outside Japan received a bonus at the end of 2024.
U|12,000|Of Globex's employees, 12,000 were in Asia at the end of 2024.
U|$100 million|A strike cost Globex revenue of $100 million in 2024.
U|$350 million|Globex's revenue was $350 million higher in 2024 than in 2022.
U|7%|Globex's revenue rose 7% in 2024 in local currencies.
U|9%|Globex's revenue growth was 9% a year from 2020 to 2024.
U|$3.9 billion|Globex's revenue from the United States was $3.9 billion in 2024.
U|$3.9 billion|In the United States, Globex's revenue was $3.9 billion in 2024.
U|$3.9 billion|Globex had domestic revenue of $3.9 billion in 2024.
U|$5.2 billion|Globex's gross revenue was $5.2 billion in 2024.
U|$4.1 billion|Globex's organic revenue was $4.1 billion in 2024.
U|$600 million|Globex's monthly revenue peaked at $600 million in 2024.
U|$12 million|Globex made $12 million a day in revenue in 2024.
U|$9.1 billion|Globex's revenue in 2023 and 2024 totaled $9.1 billion.
U|$1.1 billion|Globex's revenue averaged $1.1 billion a quarter in 2024.
U|$50 million|Globex donated $50 million of its profit in 2024.
U|$200 million|Globex's profit fell by $200 million in the final quarter of 2024.
U|$530 million|Globex's profit in 2024 would be $530 million without the charge.
U|$650 million|Globex's profit before interest and tax was $650 million in 2024.
U|$70 million|Globex's profit on the deal was $70 million in 2024.
U|$530 million|Globex's comparable profit was $530 million in 2024.
U|$540 million|Globex's profit attributable to partners was $540 million in 2024.
U|$2.20|Globex's basic earnings per share were $2.20 in 2024.
U|$2.60|Globex's core earnings per share were $2.60 in 2024.
U|24,000|Globex has 24,000 full-time employees.
U|33,500|Globex has 33,500 employees and contractors.
U|8,000|Globex had 8,000 temporary employees at the end of 2024.
U|1,900|Globex has 1,900 stores and franchises.
U|300|Globex's brand Zap has 300 stores.
U|$4.1 billion|Globex had long-term debt of $4.1 billion at the end of 2024.
U|$2.9 billion|Globex had debt of $2.9 billion in June 2024.
U|$5 billion|Globex had cash and investments of $5 billion at the end of 2024.
U|$900 million|Globex held cash abroad of $900 million at the end of 2024.
U|38%|Globex's gross margin was 38% in the fourth quarter of 2024.
U|44%|Globex's Cloud gross margin was 44% in 2024.
U|15%|Globex bought another 15% of Initech in 2025.
U|10%|Globex wants 10% of Initech's seats.
U|18%|Globex held 18% of Initech in 2020.
U|$2.1 billion|Globex paid $2.1 billion for Hooli including debt in May 2023.
U|1999|Globex was founded in 1987 and listed in 1999.
U|1999|Globex's founder joined in 1999.
U|1,100|Initech plans to cut 700 jobs in 2025 and 1,100 by 2027.
U|400|Initech plans to cut 700 jobs in 2025, 400 of them in Spain.
U|50%|Initech aims to cut emissions from transport by 50% by 2030.
U|$14.1 billion|Umbrella's automotive revenue was $14.1 billion in 2024.
U|$16 billion|Umbrella had guided for revenue of $16 billion in 2024.
U|400,000|Umbrella had aimed for 400,000 deliveries in 2024.
U|45 million|Umbrella had 45 million paying subscribers at the end of 2024.
U|62 million|Umbrella had 62 million subscribers in March 2025.
U|3 million|Umbrella gained 3 million subscribers in the fourth quarter of 2024.
U|$2.4 billion|Umbrella's capital expenditure was $2.4 billion in 2024.
U|$60 billion|Umbrella's market value reached $60 billion in January 2025.
U|$45 billion|At its low, Umbrella's market value was $45 billion.
U|5%|Umbrella's market value fell 5% on 3 March 2025.
U|2022|Umbrella's chief executive joined in 2022.
""".strip().splitlines()
COUNTRY_FACTS = """entity,metric,value,unit,period,value_type,decimals,source,source_rank,as_of
Norland,inflation,3.4,percent,2025-02,actual,1,Norland statistics,primary,2025-03-10
Norland,inflation,3.1,percent,2025-01,actual,1,Norland statistics,primary,2025-02-10
Norland,unemployment rate,4.8,percent,2025-02,actual,1,Norland statistics,primary,2025-03-10
Norland,unemployment rate,5.2,percent,2024-02,actual,1,Norland statistics,primary,2024-03-10
Norland,GDP growth,1.9,percent,2024,actual,1,Norland statistics,primary,2025-02-20
Norland,population,5400000,person,2025-01-01,actual,-5,Norland statistics,primary,2025-02-20
Norland,policy rate,2.75,percent,2025-03-20,actual,2,Bank of Norland,primary,2025-03-20
Norland,budget deficit,2.2,percent,2024,actual,1,Norland treasury,primary,2025-02-20
Norland,exports,81000000000,USD,2024,actual,-9,Norland statistics,primary,2025-02-20
Norland,imports,74000000000,USD,2024,actual,-9,Norland statistics,primary,2025-02-20
Norland,minimum wage,14.20,USD/hour,2025-01-01,actual,2,Norland ministry,primary,2025-01-01
Norland,public debt,61,percent,2024,actual,0,Norland treasury,primary,2025-02-20
Norland,house prices,8.1,percent,2024,actual,1,Norland statistics,primary,2025-02-20
Sudmark,inflation,2.2,percent,2025-02,actual,1,Sudmark statistics,primary,2025-03-10
Sudmark,population,11200000,person,2025-01-01,actual,-5,Sudmark statistics,primary,2025-02-20
"""
COUNTRY_SENTENCES = """
T|3.4%|Inflation in Norland was 3.4% in February 2025.
T|3.4%|Norland's inflation rate rose to 3.4% in February 2025 from 3.1% in January.
T|3.1%|Norland's inflation rate rose to 3.4% in February 2025 from 3.1% in January 2025.
T|4.8%|The jobless rate in Norland stood at 4.8% in February 2025.
T|1.9%|Norland's economy grew 1.9% in 2024.
T|5.4 million|Norland has a population of 5.4 million.
t|$81 billion|Norland exported goods worth $81 billion in 2024.
T|2.2%|Norland's budget deficit was 2.2% of GDP in 2024.
T|61%|Norland's public debt stood at 61% of GDP in 2024.
T|2.75%|The Bank of Norland held its policy rate at 2.75% in March 2025.
T|$14.20|Norland's minimum wage is $14.20 an hour.
T|0.3 percentage points|Norland's inflation rose by 0.3 percentage points in February 2025 from January.
F|4.3%|Inflation in Norland was 4.3% in February 2025.
F|8.4%|The jobless rate in Norland stood at 8.4% in February 2025.
F|2.9%|Norland's economy grew 2.9% in 2024.
F|4.5 million|Norland has a population of 4.5 million.
F|$18 billion|Norland's exports were $18 billion in 2024.
F|3.2%|Norland's budget deficit was 3.2% in 2024.
F|71%|Norland's public debt stood at 71% of GDP in 2024.
F|$12.40|Norland's minimum wage is $12.40 an hour.
U|2.9%|Core inflation in Norland was 2.9% in February 2025.
U|6%|Food inflation in Norland was 6% in February 2025.
U|2.9%|Inflation in Norland was 2.9% in March 2025.
U|3%|Economists expect inflation in Norland of 3% in February 2025.
U|9%|Youth unemployment in Norland was 9% in February 2025.
U|0.4%|Norland's economy grew 0.4% in the fourth quarter of 2024.
U|0.2%|Prices in Norland rose 0.2% in February 2025 from January.
U|12%|Norland's exports to Sudmark rose 12% in 2024.
U|$9 billion|Norland's exports to Sudmark were $9 billion in 2024.
U|$5 billion|Norland exported oil worth $5 billion in 2024.
U|2%|The Bank of Norland aims for inflation of 2%.
U|1.5 million|The population of Norland's capital is 1.5 million.
U|600,000|Norland's population grew by 600,000 in ten years.
U|35%|Taxes were 35% of GDP in Norland in 2024.
U|4%|Norland's long-term unemployment rate was 1% and its participation rate 4% in February 2025.
U|2.5%|Real wages in Norland rose 2.5% in 2024.
U|3.9%|Sudmark's jobless rate was 3.9% in February 2025.
U|16.6 million|Norland and Sudmark together have a population of 16.6 million.
U|55%|Household debt in Norland was 55% of GDP in 2024.
U|10.5%|House prices in Norland's north rose 10.5% in 2024.
U|$20|The minimum wage for builders in Norland is $20 an hour.
U|3%|Harmonised inflation in Norland was 3% in February 2025.
U|4.5%|Seasonally adjusted, Norland's jobless rate was 4.5% in February 2025.
U|2.1%|Norland's non-oil economy grew 2.1% in 2024.
U|3.25%|The lending rate in Norland was 3.25% in March 2025.
U|2.4%|Norland's government planned a budget deficit of 2.4% in 2024.
U|1.4%|Norland's central government budget deficit was 1.4% in 2024.
U|7.2%|Norland's inflation averaged 7.2% from 2022 to 2024.
U|5%|Norland's inflation peaked at 5% last year.
U|10%|Norland's inflation hit 10% under the last government.
""".strip().splitlines()
ALLOWED = {
    "T": {"supported"},
    "t": {"supported", "needs-context", "no-reference", "none"},
    "F": {"contradicted"},
    "f": {"contradicted", "needs-context", "no-reference", "none"},
    "U": {"no-reference", "needs-context", "not-checkable", "none"},
}


def load(folder, text):
    path = folder / "facts.csv"
    path.write_text(text, encoding="utf-8")
    return Reference.load(path)


def verdicts(reference, sentences):
    """The verdict on the number of every sentence, and all verdicts of the sentence."""
    rows = [line.split("|", 2) for line in sentences]
    articles = [Article(text, published=date(2025, 4, 15)) for _, _, text in rows]
    found = {}
    for (_, surface, text), result in zip(rows, check_many(articles, reference), strict=True):
        own = [v.verdict for v in result.claims if surface in v.claim.main.surface or v.claim.main.surface in surface]
        found[text, surface] = (own[0] if own else "none"), {v.verdict for v in result.claims}
    return found


@pytest.fixture(scope="module")
def judged(tmp_path_factory):
    companies = verdicts(load(tmp_path_factory.mktemp("blind"), FACTS), SENTENCES)
    return companies | verdicts(load(tmp_path_factory.mktemp("country"), COUNTRY_FACTS), COUNTRY_SENTENCES)


@pytest.mark.parametrize("line", SENTENCES + COUNTRY_SENTENCES)
def test_the_number_of_the_sentence_is_judged_as_the_facts_say(line, judged):
    kind, surface, text = line.split("|", 2)
    own, others = judged[text, surface]
    assert own in ALLOWED[kind]
    assert kind in "Ff" or "contradicted" not in others


def test_fiscal_labels_without_a_known_year_end_support_and_ask_but_never_accuse_a_year(tmp_path):
    """FY2024 on file and "in 2024" in the text are most likely one year, and may not be."""
    fiscal = FACTS.replace(",2024,", ",FY2024,").replace(",2023,", ",FY2023,").replace("annual report", "release")
    found = verdicts(load(tmp_path, fiscal), SENTENCES)
    verdict = dict(zip(("T", "F"), ([], []), strict=True))
    for line in SENTENCES:
        kind, surface, text = line.split("|", 2)
        if kind in verdict and "revenue" in text and "Globex" in text and " in 20" in text and ". " not in text:
            verdict[kind].append(found[text, surface][0])
    assert set(verdict["T"]) == {"supported"}
    assert set(verdict["F"]) == {"needs-context"}
