import { element, setText } from "../_page/dom.js";
import { withCitations } from "../_page/citations.js";
import { idsIn } from "../_page/ids.js";
import { numberField, readNumber } from "../_page/numbers.js";
import { withUnit } from "./marking.js";

/**
 * What a question is answered with: native controls, one maker for each kind of question. A control
 * reads the answer (null: none yet), shows one, can be locked, and marks which choice was right.
 */

/**
 * @typedef {object} Control
 * @property {HTMLElement} node
 * @property {() => any} read
 * @property {() => string} [refused] why what was typed cannot be read
 * @property {(given: any) => void} show
 * @property {(locked: boolean) => void} lock
 * @property {(correct: boolean | null, parts?: any[]) => void} mark null takes the mark away; parts as marked
 */
/**
 * @typedef {{question: import("./types").Question, cited: import("../_page/types").Cited,
 *   id: (name: string) => string, changed: () => void}} Setting
 */

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

/** @param {Setting} setting @returns {Control} */
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

/**
 * An ordering or a match: one select for each line.
 * @param {Setting} setting
 * @returns {Control}
 */
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
      select.value = String((ordered ? ids.indexOf(answers[place].id) + 1 : ids[place]) || "");
    }),
    lock: locker(selects),
    mark: marker(labels, question, () => true),
  };
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

/** @param {Setting} setting @returns {Control} */
function numberControl({ question, id, changed }) {
  const box = numberBox(question, id, changed);
  return {
    node: numberRow("Your answer", box, question, id),
    ...reader(box, question),
    show: (given) => { box.value = given === null ? "" : given; },
    lock: locker([box]),
    mark: (correct) => {
      delete box.dataset.mark;
      if (correct !== null) box.dataset.mark = correct ? "right" : "wrong";
    },
  };
}

/** Keys that leave a slider at its left end, where it stands unseen at first, without an event of their own. */
const TO_THE_LEFT = ["ArrowLeft", "ArrowDown", "Home", "PageDown"];

/** @param {Setting} setting @returns {Control} */
function sliderControl({ question, id, changed }) {
  const { minimum: min, maximum: max, step = "any", unit } = question;
  const range = element("input", { type: "range", min, max, step, "aria-label": "Your prediction, as a slider" });
  const said = element("span");
  const box = numberBox(question, id, () => { place(typed.read()); changed(); });
  const typed = reader(box, question);
  // Before it was touched a slider shows no place: any would be a guess that is not the learner's.
  const place = (given) => {
    const text = given === null ? "not chosen yet" : withUnit(String(given), unit);
    range.classList.toggle("rt-untouched", given === null);
    range.value = given === null ? min : given;
    range.setAttribute("aria-valuetext", text);
    setText(said, text);
  };
  const slid = () => { box.value = range.value; place(Number(range.value)); changed(); };
  const first = ({ key }) => TO_THE_LEFT.includes(key) && range.matches(".rt-untouched") && slid();
  for (const event of ["input", "pointerup"]) range.addEventListener(event, () => range.disabled || slid());
  range.addEventListener("keydown", first);
  place(null);
  return {
    node: element("div", { class: "rt-quiz-slider" },
      element("div", { class: "rt-quiz-scale" }, range, ends(question, said)),
      numberRow("Your prediction", box, question, id)),
    ...typed,
    show: (given) => { box.value = given === null ? "" : given; place(given); },
    lock: locker([box, range]),
    mark: () => {},
  };
}

/** @param {Setting["question"]} question @param {HTMLElement} said */
function ends({ minimum, maximum, unit }, said) {
  const side = (text) => element("span", null, text);
  return element("div", { class: "rt-quiz-ends", "aria-hidden": "true" },
    side(String(minimum)), said, side(withUnit(String(maximum), unit)));
}

/** @param {Setting["question"]} question @param {Setting["id"]} id @param {() => void} changed */
function numberBox({ unit }, id, changed) {
  return numberField({ id: id("number"), "aria-describedby": unit && id("unit"), on: { input: changed } });
}

/** @param {string} text @param {HTMLElement} box @param {Setting["question"]} question @param {Setting["id"]} id */
function numberRow(text, box, { unit }, id) {
  return element("div", { class: "rt-quiz-number" },
    element("label", { for: id("number") }, text), box, unit && element("span", { id: id("unit") }, unit));
}

/**
 * What stands in a field of a number: read, and why it cannot be.
 * @param {HTMLInputElement} box
 * @param {Setting["question"]} question
 */
function reader(box, { unit }) {
  const typed = () => readNumber(box.value, unit);
  return { read: () => typed().value, refused: () => typed().refused };
}
