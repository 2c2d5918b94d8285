"""What docs/measured.md shows: `python -m benchmarks` prints one table, each measure beside its peer.

`samples` and `table` hold the numbers, `run` keeps the measures apart, `measures` lists them. `clicks` drives
a real JupyterLab; `page.js` holds the clock there. No test asserts a time: a machine may be slow.
"""
