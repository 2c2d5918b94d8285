import { element, fill } from "../_page/dom.js";
import { sourceList, withCitations } from "../_page/citations.js";
import { unbroken } from "./numbers.js";

/**
 * What stands under the picture: its sentence, numbers, cautions, what is known where no curve can be drawn, and
 * the row of buttons.
 */

/**
 * @param {import("../_page/types").Cited} cited
 * @returns {{node: HTMLElement, update: (drawing: import("./types").Drawing) => void}}
 */
export function labReadouts(cited) {
  const [notes, facts] = [element("div", { class: "rt-lab-notes" }), element("div", { class: "rt-lab-facts" })];
  const numbers = element("dl", { class: "rt-lab-numbers" });
  let values = [];
  const told = {
    readouts: whenOther(({ length }, list) => {
      values = list.map(({ value }) => element("span", { class: "rt-lab-figure-value" }, value));
      fill(numbers, list.map((one, at) => readout(one, values[at], cited)));
      numbers.hidden = !length;
    }),
    notes: whenOther((_, texts) => fill(notes, texts.map((text) => element("p", null, withCitations(unbroken(text), cited))))),
    facts: whenOther((_, groups) => fill(facts, groups.map((group) => factGroup(group, cited)))),
  };
  return {
    node: element("div", { class: "rt-lab-under" }, numbers, notes, facts),
    update: (drawing) => {
      told.readouts(drawing.readouts.map(({ label, unit, rows }) => [label, unit, rows]), drawing.readouts);
      drawing.readouts.forEach(({ value }, at) => { values[at].textContent = value; });
      told.notes(drawing.notes, drawing.notes);
      told.facts(drawing.facts, drawing.facts);
    },
  };
}

/** Write only what differs from what stands there: most moves of a slider change a few figures. */
function whenOther(write) {
  let held = null;
  return (form, content) => {
    const now = JSON.stringify(form);
    if (now !== held) write(form, content);
    held = now;
  };
}

/**
 * @param {import("./types").Readout} readout
 * @param {HTMLElement} value
 * @param {import("../_page/types").Cited} cited
 */
function readout({ label, unit, rows }, value, cited) {
  const ids = (rows || []).map((id) => " [" + id + "]").join("");
  return element("div", { class: "rt-lab-number" }, element("dt", null, label),
    element("dd", null, value, unit && " " + unit, withCitations(ids, cited)));
}

/** @param {import("./types").FactGroup} group @param {import("../_page/types").Cited} cited */
function factGroup({ title, texts }, cited) {
  return [element("p", { class: "rt-lab-fact-title" }, title), element("ul", null, texts.map((text) => element("li", null, withCitations(text, cited))))];
}

/**
 * The last line: what one is looking at, the sources, and two buttons.
 * @param {import("./types").LabData} data
 * @param {{reset: () => void, copy: () => void}} to
 * @returns {HTMLElement}
 */
export function labFoot({ about, rows, sources }, { reset, copy }) {
  const cited = { rows, sources };
  const button = (text, click) => element("button", { type: "button", class: "rt-button", on: { click } }, text);
  return element("div", { class: "rt-lab-foot" },
    element("details", { class: "rt-lab-about" }, element("summary", { class: "rt-fold" }, "What am I looking at?"),
      about.map((text) => element("p", null, withCitations(text, cited)))),
    sourceList(Object.keys(rows), cited),
    element("div", { class: "rt-lab-buttons" }, button("Reset", reset), button("Copy values", copy)));
}
