"""From an option to what is known of its ingredients.

By ingredient and route, so that a gel never shows a tablet's rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from retinoid_teach.evidence import Catalog
from retinoid_teach.evidence.arguments import several_of, the_catalog

from .rows import ClinicRows, clinic_rows, split

if TYPE_CHECKING:
    import pandas as pd

Row = Mapping[str, Any]
NOT_COLLECTED = "side effects not collected"


def side_effects(
    option_ids: str | Sequence[str], kinds: str = "reaction", *, catalog: Catalog | None = None
) -> pd.DataFrame:
    """Side effects of options, by ingredient and route.

    Parameters
    ----------
    option_ids : str or sequence of str
        One option id or several.
    kinds : str
        `"reaction"`: reactions of the person only. `"all"`: also changes from baseline, resistance, effects
        on products and exposures, which are never "n of 100 harmed".
    catalog : Catalog, optional
        The data to read; the shipped data if None.

    Returns
    -------
    pandas.DataFrame
        Indexed by row id: `option`, `ingredient`, `route`, then the columns of `adverse_events` (percents are
        of 100 people). An ingredient of which nothing was collected has one row that says so. Percents of
        different labels are not comparable. `.attrs["not_collected"]` lists such ingredients.

    Raises
    ------
    ValueError
        For an option that does not exist, or another word for `kinds`.

    Notes
    -----
    Source rows: `adverse_events`.

    Examples
    --------
    >>> side_effects("bpo")["ingredient"].unique().tolist()
    ['benzoyl peroxide']
    """
    if kinds not in ("reaction", "all"):
        raise ValueError(f"kinds={kinds!r} must be 'reaction' or 'all'.")
    keep = None if kinds == "all" else {"reaction"}
    return _joined(
        "adverse_events", option_ids, catalog, keep, missing={"event": NOT_COLLECTED, "kind": "not_collected"}
    )


def monitoring(option_ids: str | Sequence[str], *, catalog: Catalog | None = None) -> pd.DataFrame:
    """What to check, and when, for options, by ingredient and route.

    Parameters
    ----------
    option_ids : str or sequence of str
        One option id or several.
    catalog : Catalog, optional
        The data to read; the shipped data if None.

    Returns
    -------
    pandas.DataFrame
        Indexed by row id: `option`, `ingredient`, `route`, then the columns of `monitoring`.

    Raises
    ------
    ValueError
        For an option that does not exist.

    Notes
    -----
    Source rows: `monitoring`.

    Examples
    --------
    >>> "pregnancy test" in monitoring("isotretinoin_oral")["what"].tolist()
    True
    """
    return _joined("monitoring", option_ids, catalog)


def pregnancy_rules(option_ids: str | Sequence[str], *, catalog: Catalog | None = None) -> pd.DataFrame:
    """What labels and guidelines say about pregnancy and breastfeeding for options, place by place.

    Parameters
    ----------
    option_ids : str or sequence of str
        One option id or several.
    catalog : Catalog, optional
        The data to read; the shipped data if None.

    Returns
    -------
    pandas.DataFrame
        Indexed by row id: `option`, `ingredient`, `route`, then the columns of `pregnancy_rules`.

    Raises
    ------
    ValueError
        For an option that does not exist.

    Notes
    -----
    Source rows: `pregnancy_rules`.

    Examples
    --------
    >>> set(pregnancy_rules("isotretinoin_topical")["route"])
    {'topical'}
    """
    return _joined("pregnancy_rules", option_ids, catalog)


def interactions(option_ids: str | Sequence[str], *, catalog: Catalog | None = None) -> pd.DataFrame:
    """Interactions of options, found from either side of the row.

    Parameters
    ----------
    option_ids : str or sequence of str
        One option id or several.
    catalog : Catalog, optional
        The data to read; the shipped data if None.

    Returns
    -------
    pandas.DataFrame
        Indexed by row id: `option`, `ingredient`, `route`, then the columns of `interactions`.

    Raises
    ------
    ValueError
        For an option that does not exist.

    Notes
    -----
    Source rows: `interactions` (`b_keys` are this project's keys for the text of `ingredient_b_or_class`).

    Examples
    --------
    >>> "IX001" in interactions("lymecycline").index
    True
    """
    data = the_catalog(catalog)
    rows = clinic_rows(data)
    found: list[dict[str, Any]] = []
    for option in _ids(option_ids, rows):
        for ingredient, route in ingredients(option, rows):
            kept = (row for row in data.rows("interactions") if interacts(row, ingredient, route, rows))
            found += [_labelled(row, option, ingredient, route) for row in kept]
    return _table(found, "interactions", data, [])


def ingredients(option: str, rows: ClinicRows) -> list[tuple[str, str]]:
    """The ingredients of an option with their routes; "any oral antibiotic" opens to every one of them.

    Examples
    --------
    >>> ingredients("bpo_clindamycin", clinic_rows())
    [('benzoyl peroxide', 'topical'), ('clindamycin', 'topical')]
    """
    pairs: list[tuple[str, str]] = []
    for group in rows.options[option].ingredient_routes:
        for ingredient, route in group:
            any_of = ingredient.removeprefix("any ")
            pairs += [(ingredient, route)] if any_of == ingredient else _of_class(any_of, rows)
    return list(dict.fromkeys(pairs))


def interacts(row: Row, ingredient: str, route: str, rows: ClinicRows) -> bool:
    """Whether an interaction row is about this ingredient, as its first or as its second partner.

    Examples
    --------
    >>> from retinoid_teach.evidence import shipped
    >>> row = next(row for row in shipped().rows("interactions") if row["id"] == "IX001")
    >>> interacts(row, "doxycycline", "oral", clinic_rows())
    True
    """
    classes = {f"class:{name}" for name in _classes(ingredient, route, rows)}  # a class has one route
    sides = ((split(row["a_keys"]), row["route_a"]), (split(row["b_keys"]), row["b_route"]))
    return any(
        not classes.isdisjoint(keys) or (f"ingredient:{ingredient}" in keys and where in (None, route))
        for keys, where in sides
    )


@lru_cache(maxsize=1024)  # asked for every interaction row
def _classes(ingredient: str, route: str, rows: ClinicRows) -> set[str]:
    """The classes of an ingredient: those of the options that hold it and nothing else."""
    alone = (one for one in rows.options.values() if one.ingredient_routes == (((ingredient, route),),))
    return {name for option in alone for name in option.names - {option.id}}


def _of_class(words: str, rows: ClinicRows) -> list[tuple[str, str]]:
    name = words.replace(" ", "_")
    single = (one.ingredient_routes for one in rows.options.values() if name in one.names and not one.parts)
    pairs = [routes[0][0] for routes in single if len(routes) == 1 and len(routes[0]) == 1]
    return [pair for pair in pairs if not pair[0].startswith("any ")]


def _ids(option_ids: str | Iterable[str], rows: ClinicRows) -> tuple[str, ...]:
    listed = [option_ids] if isinstance(option_ids, str) else option_ids
    return several_of("option_ids", listed, list(rows.options))


def _joined(
    name: str,
    option_ids: str | Sequence[str],
    catalog: Catalog | None,
    kinds: set[str] | None = None,
    missing: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    data = the_catalog(catalog)
    rows = clinic_rows(data)
    found: list[dict[str, Any]] = []
    not_collected: list[str] = []
    for option in _ids(option_ids, rows):
        for ingredient, route in ingredients(option, rows):
            about = [r for r in data.rows(name) if r["ingredient"] == ingredient and r["route"] == route]
            found += [
                _labelled(row, option, ingredient, route)
                for row in about
                if not kinds or row["kind"] in kinds
            ]
            if not about:
                not_collected.append(f"{ingredient} ({route})")
                if missing:
                    gap = {"id": f"not collected: {ingredient}", **missing}
                    found.append(_labelled(gap, option, ingredient, route))
    return _table(found, name, data, list(dict.fromkeys(not_collected)))


def _labelled(row: Row, option: str, ingredient: str, route: str) -> dict[str, Any]:
    return {"option": option, **row, "ingredient": ingredient, "route": route}


def _table(found: list[dict[str, Any]], name: str, data: Catalog, not_collected: list[str]) -> pd.DataFrame:
    import pandas as pd

    columns = [column for column in data.frame(name).columns if column not in ("ingredient", "route")]
    table = pd.DataFrame(found, columns=["id", "option", "ingredient", "route", *columns]).set_index("id")
    table.attrs["not_collected"] = not_collected
    return table
