import { element, fill } from "../_page/dom.js";
import { MEASURES, ofHundred } from "./words.js";

/**
 * The controls of the evidence lab, each native: lists for the question and the study left out, radio buttons for the
 * measure and the model, a slider for the baseline.
 */

const METHODS = { random: "random effects", fixed: "fixed effect" };
const SMALL = [0, 0.1, 0.2, 0.3, 0.5, 0.7];
const STOPS = [...SMALL, ...Array.from({ length: 100 }, (_, at) => at + 1)];

/**
 * `change` sets traits, and with `rest` also says the answer, as `rest` alone does.
 * @typedef {{id: (name: string) => string,
 *   change: (traits: Partial<import("./types").EvidenceTraits>, rest?: boolean) => void, rest: () => void}} To
 */

/**
 * @param {import("./types").Comparison[]} all
 * @param {To} to
 */
export function evidenceControls(all, to) {
  const begun = (id) => ({ comparison: id, left_out: null, baseline: all.find((one) => one.id === id).baseline });
  const question = select("Question", to.id("question"), (id) => to.change(begun(id), true));
  fill(question.input, ["good", "harm"].map((kind) => element("optgroup", { label: kind === "good" ? "A wanted outcome" : "An unwanted outcome" },
    all.filter(({ event_is: event }) => event === kind).map(({ id, question: text }) => element("option", { value: id }, text)))));
  const measure = radios("Measure", "measure", MEASURES, to);
  const method = radios("Model", "method", METHODS, to);
  const left = select("Leave out", to.id("left"), (trial) => to.change({ left_out: trial || null }, true));
  const node = element("div", { class: "rt-ev-controls" }, measure.node, method.node, left.node);
  let shown = null;
  return {
    question: question.node,
    node,
    update: (/** @type {import("./types").Comparison} */ one, /** @type {import("./types").State} */ state) => {
      question.input.value = one.id;
      measure.show(state.measure);
      method.show(state.method);
      method.node.hidden = left.node.hidden = one.studies.length < 2;
      if (shown !== one.id) fill(left.input, studyOptions(one));
      shown = one.id;
      left.input.value = state.left || "";
    },
  };
}

/** @param {import("./types").Comparison} one */
function studyOptions({ studies }) {
  return [element("option", { value: "" }, "no study"), studies.map(({ trial, name }) => element("option", { value: trial }, name))];
}

/** @param {string} label @param {string} id @param {(value: string) => void} chosen */
function select(label, id, chosen) {
  const input = element("select", { id, class: "rt-field", on: { change: () => chosen(input.value) } });
  return { input, node: element("div", { class: "rt-ev-control" }, element("label", { for: id }, label), input) };
}

/** @param {string} legend @param {"measure" | "method"} trait @param {Record<string, string>} words @param {To} to */
function radios(legend, trait, words, { id, change }) {
  const inputs = Object.keys(words).map((key) => element("input", {
    type: "radio", name: id(trait), value: key, on: { change: () => change({ [trait]: key }, true) },
  }));
  const labels = inputs.map((input) => element("label", { class: "rt-ev-choice" }, input, element("span", null, words[input.value])));
  return {
    node: element("fieldset", { class: "rt-ev-control" }, element("legend", null, legend), element("div", { class: "rt-ev-choices" }, labels)),
    show: (value) => inputs.forEach((input) => { input.checked = input.value === value; }),
  };
}

/**
 * The baseline: every whole number of people, a few below one, and the number that the trials had.
 * @param {To} to
 */
export function baselineSlider({ id, change, rest }) {
  const name = element("label", { for: id("baseline") });
  const output = element("output", { for: id("baseline"), class: "rt-ev-value", "aria-live": "off" });
  const input = element("input", {
    type: "range", id: id("baseline"), min: 0, step: 1,
    on: { input: () => change({ baseline: stops[Number(input.value)] }), change: rest },
  });
  const back = element("button", { type: "button", class: "rt-button-plain", on: { click: () => change({ baseline: own }, true) } });
  let [stops, own] = [[], 0];
  return {
    node: element("div", { class: "rt-ev-control rt-ev-baseline" }, element("div", { class: "rt-ev-line" }, name, output), input, back),
    update: (/** @type {import("./types").Comparison} */ one, /** @type {import("./types").State} */ { baseline }) => {
      own = one.baseline;
      stops = [...new Set([...STOPS, own, baseline])].sort((a, b) => a - b);
      input.max = String(stops.length - 1);
      input.value = String(stops.indexOf(baseline));
      const text = ofHundred(baseline) + " people";
      name.textContent = "Baseline: the event with " + one.control;
      output.textContent = text;
      input.setAttribute("aria-valuetext", text);
      back.textContent = "Set as in these control arms: " + ofHundred(own);
    },
  };
}
