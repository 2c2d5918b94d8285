"""The harness itself: a test that it cannot see through would pass for the wrong reason."""

from __future__ import annotations

MODULE = """
function render({ model, el }) {
  const button = document.createElement("button");
  const show = () => { button.textContent = "clicked " + model.get("count"); };
  const count = () => { model.set("count", model.get("count") + 1); model.save_changes(); };
  button.addEventListener("click", count);
  model.on("change:count", show);
  show();
  el.append(button);
}
export default { render };
"""


def test_the_model_tells_the_page_and_records_what_the_page_saves(page_with):
    mounted = page_with(MODULE, "", {"count": 0})
    mounted.page.get_by_role("button").click()
    assert mounted.saved == [{"count": 1}]
    mounted.receive(count=5)
    assert mounted.root.inner_text() == "clicked 5"
    assert mounted.saved == [{"count": 1}], "what Python sent is not sent back"


def test_the_theme_of_jupyterlab_reaches_the_page(page_with):
    light = page_with(MODULE, "", {"count": 0}, theme="jupyter-light").page
    dark = page_with(MODULE, "", {"count": 0}, theme="jupyter-dark").page
    colour = "getComputedStyle(document.documentElement).getPropertyValue('--jp-layout-color0').trim()"
    assert light.evaluate(colour) != dark.evaluate(colour) != ""


def test_axe_finds_a_fault(page_with, axe_violations):
    mounted = page_with("export default { render({ el }) { el.append(new Image()); } };", "", {})
    assert any("image-alt" in one for one in axe_violations(mounted.page, "#widget"))


def test_a_request_that_leaves_this_machine_is_stopped(watched):
    one = watched()
    page = one.new_page()
    assert page.evaluate("fetch('https://example.org/').then(() => 'sent', () => 'stopped')") == "stopped"
    assert one.blocked == ["https://example.org/"]
    one.blocked.clear()
    one.errors.clear()
