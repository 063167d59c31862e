"""The project's own expectations: whether a reading meets what the sentence allows, and whether a fact is plausible.

Only ``engine`` imports this module, after great_expectations was made ready; a suite loaded before it would silently
lose every expectation defined here. The tests themselves are plain functions (``frame``), tested without the library.
"""

# mypy: disable-error-code="attr-defined,untyped-decorator"
from __future__ import annotations

from typing import Any, ClassVar, Literal

import pandas as pd
from great_expectations.execution_engine import PandasExecutionEngine
from great_expectations.expectations.expectation import MulticolumnMapExpectation
from great_expectations.expectations.metrics.map_metric_provider import MulticolumnMapMetricProvider
from great_expectations.expectations.metrics.map_metric_provider.multicolumn_condition_partial import (
    multicolumn_condition_partial,
)

import factcheck.judge.frame as frame

DOMAIN = ("batch_id", "table", "column_list", "row_condition", "condition_parser", "ignore_row_if")
Missing = Literal["all_values_are_missing", "any_value_is_missing", "never"]
LIBRARY: dict[str, Any] = {"maturity": "production", "tags": ["factcheck"], "contributors": []}


def _mask(column_list: pd.DataFrame, outcome: list[bool]) -> pd.Series[bool]:
    return pd.Series(outcome, index=column_list.index, dtype=bool)


class ReadingMeetsAllowed(MulticolumnMapMetricProvider):
    """Row by row: the implied interval and the allowed one share more than an end point."""

    condition_metric_name = "multicolumn_values.reading_meets_allowed"
    condition_domain_keys = DOMAIN
    condition_value_keys = ()

    @multicolumn_condition_partial(engine=PandasExecutionEngine)
    def _pandas(cls, column_list: pd.DataFrame, **_: Any) -> pd.Series[bool]:
        columns = [column_list[name].tolist() for name in column_list.columns]
        return _mask(column_list, [frame.meets(row) for row in zip(*columns, strict=True)])


class _Meets(MulticolumnMapExpectation):
    ignore_row_if: Missing = "never"
    map_metric = "multicolumn_values.reading_meets_allowed"
    success_keys = ("mostly",)
    args_keys = ("column_list",)
    library_metadata: ClassVar[dict[str, Any]] = LIBRARY


class ExpectReadingMeetsPrintedDigits(_Meets):
    """Each reading fits the interval that the printed digits allow at their tightest."""

    column_list: list[str] = list(frame.STRICT)  # noqa: RUF012
    description: str = "The value implied by the reference lies within what the printed digits allow."


class ExpectReadingMeetsRoundedDigits(_Meets):
    """Each reading fits the interval that newsroom rounding may allow."""

    column_list: list[str] = list(frame.WIDE)  # noqa: RUF012
    description: str = "The value implied by the reference lies within what rounding may allow."


class FactValueInRange(MulticolumnMapMetricProvider):
    """Columns unit, value: the value lies in the range given for its unit, or for any other unit."""

    condition_metric_name = "multicolumn_values.fact_value_in_range"
    condition_domain_keys = DOMAIN
    condition_value_keys = ("ranges",)

    @multicolumn_condition_partial(engine=PandasExecutionEngine)
    def _pandas(cls, column_list: pd.DataFrame, ranges: dict[str, list[float]], **_: Any) -> pd.Series[bool]:
        units, values = column_list.iloc[:, 0], column_list.iloc[:, 1]
        return _mask(column_list, frame.in_range(units.tolist(), values.tolist(), ranges))


class ExpectFactValueInRangeOfUnit(MulticolumnMapExpectation):
    """Each value lies in the sane range of its unit: ``ranges: {percent: [-1000, 100000]}``."""

    column_list: list[str] = ["unit", "value"]  # noqa: RUF012
    ranges: dict[str, Any] = {}  # noqa: RUF012
    ignore_row_if: Missing = "any_value_is_missing"
    map_metric = "multicolumn_values.fact_value_in_range"
    success_keys = ("mostly", "ranges")
    args_keys = ("column_list", "ranges")
    library_metadata: ClassVar[dict[str, Any]] = LIBRARY
    description: str = "The value lies in the range that is possible for its unit."


class FactNotNegative(MulticolumnMapMetricProvider):
    """Columns metric, unit, value: no negative value where metric or unit can't be negative."""

    condition_metric_name = "multicolumn_values.fact_not_negative"
    condition_domain_keys = DOMAIN
    condition_value_keys = ("metrics", "units")

    @multicolumn_condition_partial(engine=PandasExecutionEngine)
    def _pandas(
        cls, column_list: pd.DataFrame, metrics: list[str] | None = None, units: list[str] | None = None, **_: Any
    ) -> pd.Series[bool]:
        names, of, values = (column_list.iloc[:, i].tolist() for i in range(3))
        return _mask(column_list, frame.not_negative(names, of, values, metrics or [], units or []))


class ExpectFactNotNegative(MulticolumnMapExpectation):
    """No negative value of a metric, or in a unit, that can't be negative."""

    column_list: list[str] = ["metric", "unit", "value"]  # noqa: RUF012
    metrics: list[str] = []  # noqa: RUF012
    units: list[str] = []  # noqa: RUF012
    ignore_row_if: Missing = "any_value_is_missing"
    map_metric = "multicolumn_values.fact_not_negative"
    success_keys = ("mostly", "metrics", "units")
    args_keys = ("column_list", "metrics", "units")
    library_metadata: ClassVar[dict[str, Any]] = LIBRARY
    description: str = "The value is not negative where it can't be."


class FactInScaleOfGroup(MulticolumnMapMetricProvider):
    """Columns group, value: a value is not ``factor`` times above or below the median of its group."""

    condition_metric_name = "multicolumn_values.fact_in_scale_of_group"
    condition_domain_keys = DOMAIN
    condition_value_keys = ("factor", "least")

    @multicolumn_condition_partial(engine=PandasExecutionEngine)
    def _pandas(
        cls, column_list: pd.DataFrame, factor: float = 500.0, least: int = 4, **_: Any
    ) -> pd.Series[bool]:
        groups, values = column_list.iloc[:, 0].tolist(), column_list.iloc[:, 1].tolist()
        return _mask(column_list, frame.in_scale(groups, values, factor, least))


class ExpectFactInScaleOfItsGroup(MulticolumnMapExpectation):
    """No value a thousand times off its own series: a scale word lost in a spreadsheet."""

    column_list: list[str] = ["series_key", "value"]  # noqa: RUF012
    factor: float = 500.0
    least: int = 4
    ignore_row_if: Missing = "any_value_is_missing"
    map_metric = "multicolumn_values.fact_in_scale_of_group"
    success_keys = ("mostly", "factor", "least")
    args_keys = ("column_list", "factor", "least")
    library_metadata: ClassVar[dict[str, Any]] = LIBRARY
    description: str = "The value is of the same scale as its neighbours of the same metric and qualifiers."


class FactNotStale(MulticolumnMapMetricProvider):
    """Columns as_of, newest: said at most ``max_age_days`` before the newest word on file."""

    condition_metric_name = "multicolumn_values.fact_not_stale"
    condition_domain_keys = DOMAIN
    condition_value_keys = ("max_age_days",)

    @multicolumn_condition_partial(engine=PandasExecutionEngine)
    def _pandas(cls, column_list: pd.DataFrame, max_age_days: int = 3653, **_: Any) -> pd.Series[bool]:
        as_of, newest = column_list.iloc[:, 0].tolist(), column_list.iloc[:, 1].tolist()
        return _mask(column_list, [latest - said <= max_age_days for said, latest in zip(as_of, newest, strict=True)])


class ExpectFactNotStale(MulticolumnMapExpectation):
    """Nothing was said long before the newest word on file, where it is not about a stated past period."""

    column_list: list[str] = ["undated_as_of", "newest_as_of"]  # noqa: RUF012
    max_age_days: int = 3653
    ignore_row_if: Missing = "any_value_is_missing"
    map_metric = "multicolumn_values.fact_not_stale"
    success_keys = ("mostly", "max_age_days")
    args_keys = ("column_list", "max_age_days")
    library_metadata: ClassVar[dict[str, Any]] = LIBRARY
    description: str = "A standing fact was confirmed recently, measured by the newest row on file."


class FactRateRightWayRound(MulticolumnMapMetricProvider):
    """Columns unit, per, value, year: no exchange rate that fits better upside down."""

    condition_metric_name = "multicolumn_values.fact_rate_right_way_round"
    condition_domain_keys = DOMAIN
    condition_value_keys = ("times",)

    @multicolumn_condition_partial(engine=PandasExecutionEngine)
    def _pandas(cls, column_list: pd.DataFrame, times: float = 4.0, **_: Any) -> pd.Series[bool]:
        units, pers, values, years = (column_list.iloc[:, i].tolist() for i in range(4))
        return _mask(column_list, frame.right_way_round(units, pers, values, years, times))


class ExpectFactRateRightWayRound(MulticolumnMapExpectation):
    """No exchange rate whose inverse fits ``times`` better: EUR/USD 1.24 counts dollars, not euros."""

    column_list: list[str] = ["unit", "per", "value", "year"]  # noqa: RUF012
    times: float = 4.0
    ignore_row_if: Missing = "any_value_is_missing"
    map_metric = "multicolumn_values.fact_rate_right_way_round"
    success_keys = ("mostly", "times")
    args_keys = ("column_list", "times")
    library_metadata: ClassVar[dict[str, Any]] = LIBRARY
    description: str = "The inverse of an exchange rate does not fit better."


OWN = (
    ExpectReadingMeetsPrintedDigits,
    ExpectReadingMeetsRoundedDigits,
    ExpectFactValueInRangeOfUnit,
    ExpectFactNotNegative,
    ExpectFactInScaleOfItsGroup,
    ExpectFactNotStale,
    ExpectFactRateRightWayRound,
)
