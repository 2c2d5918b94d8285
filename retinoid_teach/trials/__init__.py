"""What trials found: counts in, effects, their intervals and pools out.

Read a trial: `effect_size`, `pool`, `absolute_risk`, `relative_risk`, `rule_of_three`, `counts_from_percent`.
Read several: `comparisons`, `comparison`, `in_people`.
Check what is printed: `published_effects`, `upper_limit`, `exposure_risks`.
"""

from ._absolute import NoneSeen, absolute_risk, counts_from_percent, relative_risk, rule_of_three
from ._effects import NNT, EffectSize, Interval, effect_size, needed_to_treat
from ._exposure import exposure_risks
from ._people import InPeople, in_people
from ._pool import Pooled, pool
from ._published import published_effects
from ._upper_limit import UpperLimit, upper_limit
from .comparing import Comparison, Together, comparison, comparisons

__all__ = [
    "NNT",
    "Comparison",
    "EffectSize",
    "InPeople",
    "Interval",
    "NoneSeen",
    "Pooled",
    "Together",
    "UpperLimit",
    "absolute_risk",
    "comparison",
    "comparisons",
    "counts_from_percent",
    "effect_size",
    "exposure_risks",
    "in_people",
    "needed_to_treat",
    "pool",
    "published_effects",
    "relative_risk",
    "rule_of_three",
    "upper_limit",
]
