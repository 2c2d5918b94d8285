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
 * @property {(correct: boolean | null, parts?: any[]) => void} mark null takes the mark away; parts as marked
 */
/** @typedef {{question: any, cited: any, id: (name: string) => string, changed: () => void}} Setting */

/**
 * @param {Setting} setting
 * @returns {Control}
 */
export function controlFor(setting) {
  const { kind } = setting.question;
  if (kind.includes("choice")) return choiceControl(setting);
  if (kind !== "number") return linesControl(setting);
  return setting.question.minimum === undefined ? numberControl(setting) : sliderControl(setting);
}

function choiceControl({ question, cited, id, changed }) {
  const type = question.kind === "one_choice" ? "radio" : "checkbox";
  const labels = question.answers.map((answer) => {
    const radio = element("input", { type, name: id("choice"), value: answer.id, on: { change: changed } });
    const text = element("span", null, withCitations(answer.text, cited));
    return element("label", { class: "rt-quiz-choice" }, radio, text);
  });
  const radios = labels.map((label) => label.querySelector("input"));
  return {
    node: element("div", { class: "rt-quiz-choices" }, labels),
    read: () => radios.filter((radio) => radio.checked).map((radio) => radio.value).join(" ") || null,
    show: (given) => radios.forEach((radio) => { radio.checked = idsIn(given).includes(radio.value); }),
    lock: locker(radios),
    mark: marker(labels, question, (place) => radios[place].checked),
  };
}

/** An ordering or a match: one select for each line. */
function linesControl({ question, cited, changed }) {
  const { kind, answers, options } = question;
  const ordered = kind === "ordering";
  const selects = answers.map(() => element("select", { class: "rt-field", on: { change: changed } },
    options.map(([value, text]) => element("option", { value }, text))));
  const labels = answers.map(({ text }, place) => element("label", { class: "rt-quiz-choice rt-quiz-line" },
    element("span", null, withCitations(text, cited)), selects[place]));
  return {
    node: element("div", { class: "rt-quiz-choices" }, labels),
    read: () => {
      const chosen = selects.map((select) => select.value);
      const ids = ordered ? answers.map((_, place) => answers[chosen.indexOf(String(place + 1))]?.id) : chosen;
      return ids.every(Boolean) ? ids.join(" ") : null;
    },
    show: (given) => selects.forEach((select, place) => {
      const ids = idsIn(given);
      select.value = (ordered ? ids.indexOf(answers[place].id) + 1 : ids[place]) || "";
    }),
    lock: locker(selects),
    mark: marker(labels, question, () => true),
  };
}

function idsIn(given) {
  return given === null ? [] : given.split(" ");
}

function locker(controls) {
  return (locked) => controls.forEach((one) => { one.disabled = locked; });
}

function marker(labels, { answers }, chosen) {
  return (correct, parts) => labels.forEach((label, place) => {
    delete label.dataset.mark;
    if (correct && chosen(place)) label.dataset.mark = "right";
    if (correct === false && parts.includes(answers[place])) label.dataset.mark = "wrong";
  });
}

function numberControl({ question, id, changed }) {
  const box = numberBox(question, id, changed);
  return {
    node: numberRow("Your answer", box, question, id),
    read: () => numberIn(box),
    show: (given) => { box.value = given === null ? "" : given; },
    lock: locker([box]),
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
    lock: locker([box, range]),
    mark: () => {},
  };
}

function ends({ minimum, maximum, unit }) {
  const side = (text) => element("span", null, text);
  return element("div", { class: "rt-quiz-ends", "aria-hidden": "true" },
    side(String(minimum)), side(withUnit(String(maximum), unit)));
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
