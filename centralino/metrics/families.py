"""Tallies and standings as Prometheus's families of metrics."""

from collections.abc import Iterable, Iterator
from itertools import accumulate

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    Metric,
)
from prometheus_client.registry import Collector

from centralino.metrics.gauges import Gauge
from centralino.metrics.tally import LATENCY, Tally

COUNTERS = {
    "calls": ("Calls that came in.", ("number",)),
    "endings": ("How calls ended; not those of who hung up on the way.", ("number", "ending")),
    "legs": ("What came of ringing telephones.", ("number", "result")),
    "faults": ("Webhooks that only got the organisation's own message.", ("kind",)),
    "log_lines_dropped": ("Log lines for which standard error had no room.", ()),
}
"""What is counted, by its name in a tally: what it means, and its labels."""

NAMES = {"endings": "call_endings", "legs": "dial_results"}
PREFIX = "centralino_"


class KnownFamilies(Collector):
    """Families that are known already."""

    def __init__(self, families: Iterable[Metric]) -> None:
        self._families = list(families)

    def collect(self) -> Iterator[Metric]:
        yield from self._families


def exposition(tally: Tally, gauges: Iterable[Gauge]) -> bytes:
    """All of it in Prometheus's text format."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(
        KnownFamilies([*make_counters(tally), make_histogram(tally), *make_gauges(gauges)])
    )
    return bytes(generate_latest(registry))


def make_counters(tally: Tally) -> Iterator[Metric]:
    for name, (about, labels) in COUNTERS.items():
        family = CounterMetricFamily(PREFIX + NAMES.get(name, name), about, labels=labels)
        for (kind, *values), count in sorted(tally.counts.items()):
            if kind == name:
                family.add_metric(values, count)
        yield family


def make_histogram(tally: Tally) -> Metric:
    family = HistogramMetricFamily(
        f"{PREFIX}webhook_seconds", "From a webhook to the end of its answer.", labels=["endpoint"]
    )
    for endpoint, taken in sorted(tally.seconds.items()):
        bounds = [*map(str, LATENCY), "+Inf"]
        buckets = list(zip(bounds, accumulate(taken[:-1]), strict=True))
        family.add_metric([endpoint], buckets, taken[-1])
    return family


def make_gauges(gauges: Iterable[Gauge]) -> Iterator[Metric]:
    families: dict[str, GaugeMetricFamily] = {}
    for gauge in gauges:
        family = families.get(gauge.name)
        if family is None:
            labels = [gauge.label] if gauge.label else []
            family = GaugeMetricFamily(PREFIX + gauge.name, gauge.about, labels=labels)
            families[gauge.name] = family
        family.add_metric([gauge.which] if gauge.label else [], gauge.value)
    yield from families.values()
