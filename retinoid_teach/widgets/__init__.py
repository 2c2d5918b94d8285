"""Interaction: takes a decision or a question, shows it in the browser; holds no pharmacology.

Choose: `explorer`. Grade: `gags_scorer`. Ask: `quiz`. Judge: `claims`. Compare drugs: `drug_table`.
Decide for a person: `case`. Search evidence: `evidence_table`. Weigh it: `evidence_lab`.
Look back: `progress`. Ask again: `review`.
On one page: `handout_html`.
Move a model by hand: `receptor_lab`, `kinetics_lab`, `skin_lab`.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
