"""Questions that counted arms answer: the studies of each, what they say together, and in people."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, cast

from retinoid_teach.evidence import Catalog
from retinoid_teach.evidence.arguments import the_catalog
from retinoid_teach.evidence.names import check_name

from ._effects import EffectSize, Interval, effect_size
from ._pool import pool
from ._studies import Study, studies_of

if TYPE_CHECKING:
    import pandas as pd

Counted = Literal["risk_ratio", "odds_ratio", "risk_difference"]
Method = Literal["random", "fixed"]
MEASURES: tuple[Counted, ...] = ("risk_ratio", "odds_ratio", "risk_difference")
METHODS: tuple[Method, ...] = ("random", "fixed")
_NOT_SAID = Interval(math.nan, math.nan, math.nan)


@dataclass(frozen=True, slots=True)
class Together:
    """What the studies of a comparison say together; made by `Comparison.together`.

    Parameters
    ----------
    effect : Interval
        The pooled effect, 95 %; of one study its own. Ratios on their natural scale, differences -1 to 1.
    prediction : Interval
        Where the effect of one more study like these would lie, 95 %; NaN for the fixed method and for fewer
        than three studies.
    i2, tau2 : float
        As in `Pooled`; NaN for one study.
    weights : mapping
        Share of each study that counts, by trial id; the sum is 1.
    """

    effect: Interval
    prediction: Interval
    i2: float
    tau2: float
    weights: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A question, its studies and their results; made by `comparison`.

    Parameters
    ----------
    id, question, treatment, control, outcome, event_is, not_measured, note : str
        The row of `comparisons`; `event_is` is ``good`` or ``harm``.
    studies : tuple of Study
        One a pair of arms, in the order of the rows.
    """

    id: str
    question: str
    treatment: str
    control: str
    outcome: str
    event_is: Literal["good", "harm"]
    not_measured: str
    note: str
    studies: tuple[Study, ...]
    _catalog: Catalog = field(repr=False, compare=False)

    @property
    def trials(self) -> tuple[str, ...]:
        """Ids of the trials, in the order of the studies."""
        return tuple(study.trial_id for study in self.studies)

    @property
    def baseline(self) -> float:
        """People of 100 with an event in all control arms taken together."""
        events, people = (sum(study.counts[at] for study in self.studies) for at in (2, 3))
        return 100 * events / people

    def table(self) -> pd.DataFrame:
        """Return the studies as `pool` takes them, indexed by trial id.

        Examples
        --------
        >>> comparison("CM01").table()[["events_a", "n_a", "events_b", "n_b"]].loc["saleem2023"].tolist()
        [39, 46, 23, 46]
        """
        import pandas as pd

        rows = [study.row() for study in self.studies]
        return pd.DataFrame(rows, index=pd.Index(self.trials, name="trial"))

    def together(
        self, measure: Counted = "risk_ratio", method: Method = "random", *, left_out: str | None = None
    ) -> Together:
        """Say what the studies say together.

        Parameters
        ----------
        measure : {"risk_ratio", "odds_ratio", "risk_difference"}
            Of treatment to control.
        method : {"random", "fixed"}
            As in `pool`; one study is its own effect by either.
        left_out : str, optional
            A trial to leave out; none unless said.

        Returns
        -------
        Together
            Ratios leave out a study in which nobody or everybody had an event.

        Raises
        ------
        ValueError
            For a measure, a method or a trial that does not exist, for a comparison whose only study would be
            left out, and for what `pool` refuses.

        Notes
        -----
        Source rows: `comparisons`, `comparison_pairs`, `binary_outcomes`, `trials`.

        Examples
        --------
        >>> found = comparison("CM01").together("risk_difference")
        >>> round(100 * found.effect.estimate, 1), found.weights["saleem2023"]
        (34.8, 1.0)
        """
        check_name("measure", measure, MEASURES)
        check_name("method", method, METHODS)
        kept = [study for study in self._without(left_out) if not math.isnan(study.effect(measure).estimate)]
        if not kept:
            return Together(_NOT_SAID, _NOT_SAID, math.nan, math.nan, MappingProxyType({}))
        if len(kept) == 1:
            own = MappingProxyType({kept[0].trial_id: 1.0})
            return Together(kept[0].effect(measure), _NOT_SAID, math.nan, math.nan, own)
        table = self.table().loc[[study.trial_id for study in kept]]
        found = pool(table, measure, method, catalog=self._catalog)
        return Together(
            Interval(found.estimate, found.ci_low, found.ci_high),
            Interval(found.estimate, found.prediction_low, found.prediction_high),
            found.i2,
            found.tau2,
            MappingProxyType({str(trial): float(share) for trial, share in found.weights.items()}),
        )

    def _without(self, left_out: str | None) -> tuple[Study, ...]:
        if left_out is None:
            return self.studies
        if len(self.studies) == 1:
            raise ValueError(f"left_out={left_out!r}: {self.id} has one study; nothing would be left.")
        check_name("left_out", left_out, self.trials)
        return tuple(study for study in self.studies if study.trial_id != left_out)

    def effects(self) -> Mapping[str, EffectSize]:
        """Return each study's own effects by trial id, as `effect_size` gives them.

        Examples
        --------
        >>> str(comparison("CM02").effects()["jkcd_taziso"].nnt)
        '5.2 to benefit (2.8 to 87)'
        """
        return {study.trial_id: effect_size(*study.counts, event_is=self.event_is) for study in self.studies}


def comparison(comparison_id: str, *, catalog: Catalog | None = None) -> Comparison:
    """Return a question, its studies and what they say together.

    Parameters
    ----------
    comparison_id : str
        An id of `comparisons`, such as ``"CM01"``.
    catalog : Catalog, optional
        The data to read; the shipped data if None.

    Returns
    -------
    Comparison
        `studies`, `table()`, `effects()` of each study, and `together()` by measure and method, all in or one
        left out.

    Raises
    ------
    ValueError
        For an id that does not exist (with the nearest match), and for a pair of arms that may not be
        compared: without counts, not read, kept back from teaching, or of two trials.

    Notes
    -----
    Source rows: `comparisons`, `comparison_pairs`, `binary_outcomes`, `trials`.

    Examples
    --------
    >>> found = comparison("CM05")
    >>> found.outcome, len(found.studies)
    ('left the study for any reason', 8)
    """
    data = the_catalog(catalog)
    by_id = {row["id"]: row for row in data.rows("comparisons")}
    row = by_id[check_name("comparison_id", comparison_id, list(by_id))]
    texts: dict[str, Any] = {name: row[name] for name in _TEXTS}
    texts["event_is"] = cast("Literal['good', 'harm']", texts["event_is"])
    return Comparison(**texts, studies=studies_of(comparison_id, data), _catalog=data)


_TEXTS = ("id", "question", "treatment", "control", "outcome", "event_is", "not_measured", "note")


def comparisons(*, catalog: Catalog | None = None) -> pd.DataFrame:
    """List the questions that counted arms answer.

    Parameters
    ----------
    catalog : Catalog, optional
        The data to read; the shipped data if None.

    Returns
    -------
    DataFrame
        Indexed by comparison id: `question`, `treatment`, `control`, `outcome`, `event_is`, and `studies`,
        how many there are.

    Notes
    -----
    Source rows: `comparisons`, `comparison_pairs`.

    Examples
    --------
    >>> comparisons().loc["CM02", "treatment"]
    'tazarotene 0.1% gel'
    """
    data = the_catalog(catalog)
    found = data.frame("comparisons").drop(columns=["not_measured", "note"])
    pairs = data.frame("comparison_pairs")["comparison_id"].value_counts()
    return found.assign(studies=[int(pairs.get(one, 0)) for one in found.index])
