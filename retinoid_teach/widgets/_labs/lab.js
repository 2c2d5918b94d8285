import { copyText } from "../_page/clipboard.js";
import { announce, element, fill, idMaker, liveRegion } from "../_page/dom.js";
import { tellKernel } from "../_page/kernel.js";
import { keepKeys } from "../_page/keys.js";
import { withCitations, withoutCitations } from "../_page/citations.js";
import { drawingsAhead } from "./ahead.js";
import { labControls } from "./controls.js";
import { keyOf, unbroken } from "./numbers.js";
import { labPlot } from "./plot.js";
import { labFoot, labReadouts } from "./readouts.js";

/** @typedef {import("./types").LabTraits} LabTraits */
/** @typedef {import("./types").Drawing} Drawing */
/** @typedef {import("../_page/types").Cited} Cited */

/**
 * A lab: controls, a picture that follows them, a sentence that says what it shows. Traits: `data` (controls, texts,
 * sources; never changes), `values` (what the controls say), `drawing` (what Python made of the values in
 * `drawing.for`), `wanted` and `ahead` (values that may come next, and their drawings). Only the newest values are
 * sent; the page waits for no timer, it compares.
 */

/**
 * @param {import("../_page/types").View<LabTraits>} view
 * @returns {() => void} takes the listeners and the plot away with the view
 */
export function render({ model, el }) {
  const data = model.get("data");
  const cited = { rows: data.rows, sources: data.sources };
  const send = (name, value) => {
    model.set(name, value);
    // Where no kernel listens, the page says that it waits for one.
    tellKernel(model);
  };
  // Each wish has its number, also when another view of this model made the last one: the same wish twice is a change.
  const ahead = drawingsAhead(data.controls, (values) =>
    send("wanted", { number: (model.get("wanted")?.number ?? 0) + 1, values }));
  const page = labPage(data, cited, {
    ready: (key) => { ahead.follow(key); ahead.more(model.get("values")); },
    change: (key, value) => { ahead.follow(key); send("values", { ...model.get("values"), [key]: value }); },
    rest: () => page.speak(),
    reset: () => { send("values", data.initial); page.speak(); },
    copy: (call) => copyText(call, page.node).then((done) =>
      page.say(done ? "Copied: " + call : "Not copied. The values: " + call)),
  });
  const update = () => {
    const [values, drawing] = [model.get("values"), model.get("drawing")];
    ahead.hold([drawing]);
    if (page.update(values, ahead.find(values) || drawing)) ahead.more(values);
  };
  const prepared = () => {
    ahead.answered();
    ahead.hold(model.get("ahead").drawings || []);
    update();
  };
  el.append(page.node);
  update();
  const heard = { values: update, drawing: update, ahead: prepared };
  for (const [name, listener] of Object.entries(heard)) model.on("change:" + name, listener);
  return () => {
    for (const [name, listener] of Object.entries(heard)) model.off("change:" + name, listener);
    page.destroy();
  };
}

/**
 * @param {import("./types").LabData} data
 * @param {Cited} cited
 * @param {{ready: (key: string) => void, change: (key: string, value: any) => void, rest: () => void,
 *   reset: () => void, copy: (call: string) => void}} to
 */
function labPage(data, cited, to) {
  const [plot, under, live] = [labPlot(), labReadouts(cited), liveRegion()];
  const controls = labControls(data.controls, { id: idMaker("rt-lab"), ...to });
  const picture = pictureOf(plot.node, data.waiting);
  const said = element("p", { class: "rt-lab-said" });
  const foot = labFoot(data, { ...to, copy: () => to.copy(shown.call) });
  const node = keepKeys(element("section", { class: "rt-root rt-lab", "aria-label": data.title, data: { lab: data.name } },
    element("div", { class: "rt-lab-body" }, picture.node, controls.node), under.node, foot, said, live));
  let [owed, spoken, shown] = [false, "", /** @type {Drawing | null} */ (null)];
  const pay = () => {
    if (!owed || "waiting" in node.dataset) return;
    owed = false;
    announce(live, spoken);
  };
  return {
    node,
    destroy: plot.destroy,
    say: (/** @type {string} */ text) => { said.textContent = text; announce(live, text); },
    speak: () => { owed = true; pay(); },
    update: (/** @type {import("./types").Values} */ values, /** @type {Drawing} */ drawing) => {
      const late = keyOf(values) !== keyOf(drawing.for);
      node.toggleAttribute("data-waiting", late);
      controls.update(values, (late && shown) || drawing);
      if (late && shown) return false;
      if (shown && keyOf(shown.for) === keyOf(drawing.for)) {
        pay();
        return true;
      }
      [shown, spoken, said.textContent] = [drawing, withoutCitations(drawing.sentence, cited), ""];
      picture.update(drawing, spoken, cited);
      plot.update(drawing);
      under.update(drawing);
      pay();
      return !late;
    },
  };
}

/** @param {HTMLElement} figure @param {string} waiting */
function pictureOf(figure, waiting) {
  const parts = Object.fromEntries(["title", "y", "x", "empty", "sentence"].map((name) => [name, element("p", { class: "rt-lab-" + name })]));
  const wait = element("p", { class: "rt-lab-wait" }, waiting);
  const frame = element("div", { class: "rt-lab-frame", role: "img" }, parts.y, figure, parts.x);
  return {
    node: element("div", { class: "rt-lab-picture" }, parts.title,
      element("div", { class: "rt-lab-place" }, frame, parts.empty), element("div", { class: "rt-lab-words" }, wait, parts.sentence)),
    update: (/** @type {Drawing} */ drawing, /** @type {string} */ spoken, /** @type {Cited} */ cited) => {
      parts.title.textContent = drawing.title;
      parts.y.textContent = drawing.y.label;
      parts.x.textContent = drawing.x.label;
      frame.setAttribute("aria-label", spoken);
      frame.hidden = Boolean(drawing.empty);
      parts.empty.textContent = drawing.empty;
      parts.empty.hidden = !drawing.empty;
      fill(parts.sentence, withCitations(unbroken(drawing.sentence), cited));
    },
  };
}
