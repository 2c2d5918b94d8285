"""Pure clinical decisions: rows in, verdicts out. For teaching; no substitute for current local guidance.

Grade: `gags_score`, `crosswalk`. Choose: `Patient`, `appropriate_options`, `compare_guidelines`.
Know the option: `side_effects`, `monitoring`, `interactions`, `pregnancy_rules`.
Read a trial: `effect_size`, `pool`, `absolute_risk`, `relative_risk`, `rule_of_three`, `counts_from_percent`.
Read several: `comparisons`, `comparison`, `in_people`.
Check what is printed: `published_effects`, `upper_limit`, `exposure_risks`.
"""

from ._absolute import NoneSeen, absolute_risk, counts_from_percent, relative_risk, rule_of_three
from ._comparisons import Comparison, Together, comparison, comparisons
from ._crosswalk import crosswalk
from ._effects import NNT, EffectSize, Interval, effect_size, needed_to_treat
from ._exposure import exposure_risks
from ._gags import GagsScore, gags_score
from ._joins import interactions, monitoring, pregnancy_rules, side_effects
from ._options import appropriate_options, compare_guidelines
from ._patient import Patient
from ._people import InPeople, in_people
from ._pool import Pooled, pool
from ._published import published_effects
from ._upper_limit import UpperLimit, upper_limit

__all__ = [
    "NNT",
    "Comparison",
    "EffectSize",
    "GagsScore",
    "InPeople",
    "Interval",
    "NoneSeen",
    "Patient",
    "Pooled",
    "Together",
    "UpperLimit",
    "absolute_risk",
    "appropriate_options",
    "compare_guidelines",
    "comparison",
    "comparisons",
    "counts_from_percent",
    "crosswalk",
    "effect_size",
    "exposure_risks",
    "gags_score",
    "in_people",
    "interactions",
    "monitoring",
    "needed_to_treat",
    "pool",
    "pregnancy_rules",
    "published_effects",
    "relative_risk",
    "rule_of_three",
    "side_effects",
    "upper_limit",
]
