import { element, fill } from "../_page/dom.js";
import { amountText } from "./numbers.js";

/**
 * The controls of a lab, each native: sliders, radio buttons, lists, boxes to tick. Python says which there are, which
 * are shown, which cannot be used now and why.
 */

/** @typedef {import("./types").Control} Control */
/** @typedef {import("./types").Option} Option */

const KINDS = { range: rangeControl, radio: radioControl, select: selectControl, many: manyControl, flag: flagControl };

/**
 * @param {Control[]} specs
 * @param {{id: (name: string) => string, change: (key: string, value: any) => void, rest: () => void,
 *   ready: (key: string) => void}} to `ready` is told of a slider that is taken in hand
 * @returns {{node: HTMLElement,
 *   update: (values: import("./types").Values, drawing: import("./types").Drawing) => void}}
 */
export function labControls(specs, to) {
  const controls = specs.map((spec) => framed(spec, to));
  return {
    node: element("div", { class: "rt-lab-controls", role: "group", "aria-label": "Controls" }, controls.map(({ node }) => node)),
    update: (values, { hidden, disabled, offers }) => controls.forEach(({ spec, node, show }) => {
      node.hidden = hidden.includes(spec.key);
      show(values[spec.key], disabled[spec.key] || "", offers[spec.key] || null);
    }),
  };
}

/** A control with the sentence that says why it cannot be used now. */
function framed(spec, to) {
  const reason = element("p", { class: "rt-lab-reason", id: to.id(spec.key + "-why"), hidden: true });
  const { node, show } = KINDS[spec.kind](spec, { ...to, why: reason.id });
  node.append(reason);
  return {
    spec,
    node,
    show: (value, why, offered) => {
      show(value, Boolean(why), offered);
      if (reason.textContent !== why) reason.textContent = why;
      reason.hidden = !why;
    },
  };
}

function rangeControl({ key, label, unit, low, high, step, stops }, { id, change, rest, ready, why }) {
  const place = stops ? (value) => nearest(stops, value) : (value) => value;
  const valueAt = (at) => (stops ? stops[Number(at)] : Number(at));
  const output = element("output", { for: id(key), class: "rt-lab-value", "aria-live": "off" });
  const input = element("input", {
    type: "range", id: id(key), "aria-describedby": why, min: stops ? 0 : low, max: stops ? stops.length - 1 : high, step: stops ? 1 : step,
    on: {
      input: () => {
        say(valueAt(input.value));
        change(key, valueAt(input.value));
      },
      change: rest,
      focus: () => ready(key),
    },
  });
  function say(value) {
    const text = amountText(value, unit);
    if (output.textContent === text) return;
    output.textContent = text;
    input.setAttribute("aria-valuetext", text);
  }
  const node = element("div", { class: "rt-lab-control" },
    element("div", { class: "rt-lab-name" }, element("label", { for: id(key) }, label), output), input);
  const show = (value, off) => {
    input.disabled = off;
    if (valueAt(input.value) !== value || !output.textContent) input.value = String(place(value));
    say(value);
  };
  return { node, show };
}

/**
 * The stop that is nearest to a value, which code may have set between two.
 * @param {number[]} stops
 * @param {number} value
 */
function nearest(stops, value) {
  const off = stops.map((stop) => Math.abs(Math.log(stop / value)));
  return off.indexOf(Math.min(...off));
}

function radioControl({ key, label, options }, to) {
  return group(key, label, options, to, "radio", (inputs) => inputs.find((input) => input.checked).value, (value, one) => value === one);
}

function manyControl({ key, label, options }, to) {
  const chosen = (inputs) => inputs.filter((input) => input.checked && !input.closest("[hidden]")).map((input) => input.value);
  return group(key, label, options, to, "checkbox", chosen, (value, one) => value.includes(one));
}

function group(key, label, options, { id, change, rest, why }, type, read, holds) {
  const told = () => {
    change(key, read(inputs));
    rest();
  };
  const inputs = options.map((option) => element("input", { type, name: id(key), value: option.key, on: { change: told } }));
  const labels = inputs.map((input, at) => element("label", { class: "rt-lab-choice" }, input, element("span", null, options[at].label)));
  const node = element("fieldset", { class: "rt-lab-control", "aria-describedby": why }, element("legend", null, label),
    element("div", { class: "rt-lab-choices" }, labels));
  const show = (value, off, offered) => inputs.forEach((input, at) => {
    input.checked = holds(value, input.value);
    input.disabled = off;
    labels[at].hidden = Boolean(offered) && !offered.includes(input.value);
  });
  return { node, show };
}

function selectControl({ key, label, options }, { id, change, rest, why }) {
  const select = element("select", {
    id: id(key), class: "rt-field", "aria-describedby": why,
    on: { change: () => { change(key, select.value); rest(); } },
  });
  const node = element("div", { class: "rt-lab-control" }, element("label", { for: id(key) }, label), select);
  let held = "";
  const show = (value, off, offered) => {
    const allowed = offered ? options.filter((option) => offered.includes(option.key)) : options;
    const now = allowed.map((option) => option.key).join("\n");
    if (now !== held) fill(select, grouped(allowed));
    held = now;
    select.disabled = off;
    select.value = value;
  };
  return { node, show };
}

/** @param {Option[]} options */
function grouped(options) {
  const entry = ({ key, label }) => element("option", { value: key }, label);
  const names = [...new Set(options.map((option) => option.group || ""))];
  return names.map((name) => {
    const entries = options.filter((option) => (option.group || "") === name).map(entry);
    return name ? element("optgroup", { label: name }, entries) : entries;
  });
}

function flagControl({ key, label }, { id, change, rest, why }) {
  const input = element("input", {
    type: "checkbox", id: id(key), "aria-describedby": why,
    on: { change: () => { change(key, input.checked); rest(); } },
  });
  const node = element("div", { class: "rt-lab-control rt-lab-flag" }, element("label", { class: "rt-lab-choice" }, input, element("span", null, label)));
  const show = (value, off) => {
    input.checked = value;
    input.disabled = off;
  };
  return { node, show };
}
