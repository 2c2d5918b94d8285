"""Pure models of how retinoids act: numbers or arrays in, numbers or arrays of the same shape out.

Structures: `structure`, `stereo_bonds`, `isomer_difference`.
Receptors: `receptor_occupancy`, `competitive_occupancy`, `constant_sets`, `one_axis`, `selectivity`,
`no_curve`.
Kinetics: `oral_concentration`, `metabolite_concentration`, `repeated_doses`, `time_to_fall_below`,
`kinetic_model`, `label_check`, `cmax_over_auc_bound`, `endogenous_ng_ml`.
Skin: `skin_permeability`, `skin_flux`, `permeability_estimate`, `absorbed_exposure`, `fraction_needed`.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
