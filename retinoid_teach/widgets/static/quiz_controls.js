import { element } from "./dom.js";
import { withCitations } from "./citations.js";
import { withUnit } from "./quiz_marking.js";

/**
 * What a question is answered with: native controls, one maker for each kind of question. A control
 * reads the answer (null: none yet), shows one, can be locked, and marks which choice was right.
 */

/**
 * @typedef {object} Control
 * @property {HTMLElement} node
 * @property {() => any} read
 * @property {(given: any) => void} show
 * @property {(locked: boolean) => void} lock
 * @property {(correct: boolean | null) => void} mark null takes the mark away
 */
/** @typedef {{question: any, cited: any, id: (name: string) => string, changed: () => void}} Setting */

/**
 * @param {Setting} setting
 * @returns {Control}
 */
export function controlFor(setting) {
  if (setting.question.kind === "one_choice") return choiceControl(setting);
  return setting.question.minimum === undefined ? numberControl(setting) : sliderControl(setting);
}

function choiceControl({ question, cited, id, changed }) {
  const labels = question.answers.map((answer) => {
    const radio = element("input", { type: "radio", name: id("choice"), value: answer.id, on: { change: changed } });
    const text = element("span", null, withCitations(answer.text, cited));
    return element("label", { class: "rt-quiz-choice" }, radio, text);
  });
  const radios = labels.map((label) => label.querySelector("input"));
  return {
    node: element("div", { class: "rt-quiz-choices" }, labels),
    read: () => (radios.find((radio) => radio.checked) || { value: null }).value,
    show: (given) => radios.forEach((radio) => { radio.checked = radio.value === given; }),
    lock: (locked) => radios.forEach((radio) => { radio.disabled = locked; }),
    mark: (correct) => labels.forEach((label, place) => {
      delete label.dataset.mark;
      if (correct !== null && radios[place].checked) label.dataset.mark = correct ? "right" : "wrong";
    }),
  };
}

function numberControl({ question, id, changed }) {
  const box = numberBox(question, id, changed);
  return {
    node: numberRow("Your answer", box, question, id),
    read: () => numberIn(box),
    show: (given) => { box.value = given === null ? "" : given; },
    lock: (locked) => { box.disabled = locked; },
    mark: (correct) => {
      delete box.dataset.mark;
      if (correct !== null) box.dataset.mark = correct ? "right" : "wrong";
    },
  };
}

function sliderControl({ question, id, changed }) {
  const { minimum: min, maximum: max, step = "any", unit } = question;
  const range = element("input", { type: "range", min, max, step, "aria-label": "Your prediction, as a slider" });
  const box = numberBox(question, id, () => { place(numberIn(box)); changed(); });
  // Half way is where a slider stands before it was touched; it is no answer until the learner says so.
  const place = (given) => {
    range.classList.toggle("rt-untouched", given === null);
    range.value = given === null ? (min + max) / 2 : given;
    range.setAttribute("aria-valuetext", given === null ? "not chosen yet" : withUnit(range.value, unit));
  };
  const slid = () => { box.value = range.value; place(Number(range.value)); changed(); };
  for (const event of ["input", "pointerup"]) range.addEventListener(event, () => range.disabled || slid());
  place(null);
  return {
    node: element("div", { class: "rt-quiz-slider" },
      element("div", { class: "rt-quiz-scale" }, range, ends(question)),
      numberRow("Your prediction", box, question, id)),
    read: () => numberIn(box),
    show: (given) => { box.value = given === null ? "" : given; place(given); },
    lock: (locked) => { box.disabled = range.disabled = locked; },
    mark: () => {},
  };
}

function ends({ minimum, maximum, unit }) {
  const side = (number) => element("span", null, withUnit(String(number), unit));
  return element("div", { class: "rt-quiz-ends", "aria-hidden": "true" }, side(minimum), side(maximum));
}

function numberBox({ minimum: min, maximum: max, unit }, id, changed) {
  return element("input", {
    class: "rt-field", type: "number", id: id("number"), min, max, step: "any", inputmode: "decimal",
    autocomplete: "off", "aria-describedby": unit && id("unit"), on: { input: changed },
  });
}

function numberRow(text, box, { unit }, id) {
  return element("div", { class: "rt-quiz-number" },
    element("label", { for: id("number") }, text), box, unit && element("span", { id: id("unit") }, unit));
}

function numberIn(box) {
  return box.value === "" ? null : Number(box.value);
}
