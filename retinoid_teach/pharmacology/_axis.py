"""Constants compared: only where one assay measured them, and a refusal in words everywhere else."""

from __future__ import annotations

from collections.abc import Iterable

from retinoid_teach.evidence import Catalog
from retinoid_teach.evidence.arguments import the_catalog
from retinoid_teach.evidence.names import check_name, unknown

from ._constants import group_of, refusal, sets_of


def one_axis(rows: Iterable[str], catalog: Catalog | None = None) -> str:
    """Give the key of the set that holds all these rows, or say why they may not share an axis.

    Parameters
    ----------
    rows : iterable of str
        Ids of `receptor_activity`.
    catalog : Catalog, optional
        The data to read; the shipped data if None.

    Returns
    -------
    str
        A key of `constant_sets`.

    Raises
    ------
    ValueError
        If the rows mix quantities, assays, species or sources; if a row is a trap, is not checked, states no
        assay, or holds no constant in nM; if there is no such row.

    Examples
    --------
    >>> one_axis(["R001", "R003"])
    'ki_r001'
    >>> one_axis(["R003", "R010"])
    Traceback (most recent call last):
    ...
    ValueError: rows: R003 and R010 differ in quantity (R003 Ki, R010 AC50), assay (R003 competition \
binding, recombinant receptor, R010 transactivation (vendor quote)), species and source, so one axis would \
compare what was never measured alike. Allowed: rows of one set of constant_sets
    """
    catalog = the_catalog(catalog)
    by_id = {row["id"]: row for row in catalog.rows("receptor_activity")}
    ids = [rows] if isinstance(rows, str) else list(dict.fromkeys(rows))
    if not ids:
        raise ValueError("rows: none was given. Allowed: one row id of receptor_activity or more")
    for row_id in ids:
        if row_id not in by_id:
            said = str(unknown("rows", row_id, by_id)).partition(" Allowed:")[0]
            raise ValueError(f"{said} Allowed: ids of receptor_activity")
        if reason := refusal(by_id[row_id]):
            raise ValueError(f"rows: {row_id} {reason}. Allowed: rows of one set of constant_sets")
    groups = {row_id: group_of(by_id[row_id]) for row_id in ids}
    for row_id in ids[1:]:
        if groups[row_id] != groups[ids[0]]:
            raise _mixed(ids[0], groups[ids[0]], row_id, groups[row_id])
    for key, one in sets_of(catalog).items():
        if ids[0] in one.row_ids:
            return key
    raise ValueError(f"rows: {ids[0]} is of a compound without a curve; no_curve says why")


def selectivity(
    constant_set: str, compound: str, target: str, over: str, catalog: Catalog | None = None
) -> float:
    """Give how many times more of a compound one target needs than another, inside one set.

    Parameters
    ----------
    constant_set : str
        A key of `constant_sets`.
    compound : str
        A compound of the set.
    target, over : str
        The target that is meant to be preferred, and the one it is compared with.
    catalog : Catalog, optional
        The data to read; the shipped data if None.

    Returns
    -------
    float
        Constant at `over` divided by the constant at `target`; above 1 where `target` needs less.

    Raises
    ------
    ValueError
        For a set, compound or target that is not known, and for a constant that is only a bound.

    Notes
    -----
    Binding and effect give different ratios for the same drug (rows R001 and R003 against R009 and R010; trap
    T14), so a ratio without its assay says little, and across sets nothing.

    Examples
    --------
    >>> round(selectivity("ki_r001", "adapalene", "RARG", "RARA"), 1)
    8.5
    """
    sets = sets_of(the_catalog(catalog))
    chosen = sets[check_name("constant_set", constant_set, sets)]
    compounds = dict.fromkeys(one.compound for one in chosen.constants)
    check_name("compound", compound, compounds)
    by_target = {one.target: one for one in chosen.constants if one.compound == compound}
    for argument, name in (("target", target), ("over", over)):
        check_name(argument, name, by_target)
        if by_target[name].relation != "=":
            raise ValueError(
                f"{argument}: {name!r} has only a bound ({by_target[name].row_id}). Allowed: measured values"
            )
    return by_target[over].value_nm / by_target[target].value_nm


def _mixed(one: str, first: tuple[str, ...], other: str, second: tuple[str, ...]) -> ValueError:
    names = ("quantity", "assay", "species", "source")
    differ = [
        f"{name} ({one} {a}, {other} {b})" if name in names[:2] else name
        for name, a, b in zip(names, first, second, strict=True)
        if a != b
    ]
    said = differ[0] if len(differ) == 1 else f"{', '.join(differ[:-1])} and {differ[-1]}"
    return ValueError(
        f"rows: {one} and {other} differ in {said}, so one axis would compare what was never measured alike. "
        "Allowed: rows of one set of constant_sets"
    )
