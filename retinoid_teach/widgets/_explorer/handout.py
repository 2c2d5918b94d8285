"""The explorer as one HTML file: no kernel, no network, the same module as in JupyterLab."""

from __future__ import annotations

from html import escape

from retinoid_teach.clinic import Patient
from retinoid_teach.evidence import Catalog
from retinoid_teach.evidence.arguments import the_catalog

from .._page.built import read_built
from .explorer import packed
from .html import explorer_html

_TITLE = "Acne treatment options: a teaching explorer"
# Nothing may be fetched: the page is the file and nothing else.
_POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:"

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<title>{title}</title>
<style>
{style}
body {{ margin: 0 auto; max-width: 70rem; padding: 1rem; font-family: system-ui, sans-serif;
color-scheme: light dark; background: Canvas; color: CanvasText; }}
h1 {{ font-size: 1.25rem; padding: 0 1rem; }}
</style>
</head>
<body>
<main>
<h1>{title}</h1>
<div id="explorer"><noscript>{fallback}</noscript></div>
</main>
<script type="module">
{module}
const place = document.getElementById("explorer");
place.replaceChildren();
retinoidTeach.mount(place, "{data}");
</script>
</body>
</html>
"""


def handout_html(catalog: Catalog | None = None) -> str:
    """Write the option explorer as one HTML page that needs neither a kernel nor a network.

    Parameters
    ----------
    catalog : Catalog, optional
        The data to show; the shipped data if None.

    Returns
    -------
    str
        A complete HTML document. Without JavaScript it shows the first state as a table.

    Notes
    -----
    Source rows: those of `retinoid_teach.clinic`. For teaching; no substitute for current local guidance.

    Examples
    --------
    >>> page = handout_html()
    >>> page.startswith("<!doctype html>"), len(page.encode()) < 300_000
    (True, True)
    """
    data = the_catalog(catalog)
    return _PAGE.format(
        policy=_POLICY,
        title=escape(_TITLE),
        style=read_built("explorer.css"),
        fallback=explorer_html(2, "nice_ng198", Patient(), None, None, data),
        module=read_built("handout.js"),
        data=packed(data),
    )
