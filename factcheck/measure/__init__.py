"""Printed text <-> numbers, money, units, periods and intervals: what find, reference, link, judge and report share."""
