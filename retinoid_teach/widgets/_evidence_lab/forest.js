import { element, fill, setText, span, svg } from "../_page/dom.js";
import { MEASURES, effectWords, fixed } from "./words.js";

/**
 * The forest plot: a line a study, its words as text, its interval as a strip of SVG that is as wide as its place.
 * The whole is a picture with a text; the table below it has the same numbers.
 */

const RATIO_TICKS = [
  [0.7, 0.8, 0.9, 1, 1.1, 1.2, 1.3],
  [0.8, 1, 1.25],
  [0.5, 0.7, 1, 1.5, 2, 3, 4],
  [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100],
  [0.1, 0.3, 1, 3, 10, 30, 100, 300],
  [0.001, 0.01, 0.1, 1, 10, 100, 1000],
];
const STEPS = [1, 2, 5, 10, 20, 50];
const APART = 14;

/** @typedef {import("./types").Comparison} Comparison */
/** @typedef {import("./types").State} State */
/** @typedef {import("./types").Answer} Answer */

/** @returns {{node: HTMLElement, update: (one: Comparison, state: State, answer: Answer) => void}} */
export function evidenceForest() {
  const [rows, axis, head] = [element("div", { class: "rt-ev-rows" }), element("div", { class: "rt-ev-axis" }), headLine()];
  const node = element("div", { class: "rt-ev-forest", role: "img" }, rows, axis);
  let [shown, scaled, scale, lines] = ["", "", null, []];
  return {
    node,
    update: (one, state, answer) => {
      if (shown !== one.id) {
        lines = linesOf(one);
        fill(rows, head.node, lines.map((line) => line.node));
      }
      if (scaled !== one.id + state.measure) {
        scale = scaleOf(one, state.measure);
        fill(axis, ticksOf(scale));
      }
      [shown, scaled] = [one.id, one.id + state.measure];
      head.update(state);
      lines.forEach((line) => line.update(state, answer, scale));
      node.setAttribute("aria-label", spoken(one, state, answer));
    },
  };
}

/** @param {Comparison} one */
function linesOf(one) {
  const lines = one.studies.map((study, at) => studyLine(one, study, at));
  return lines.length > 1 ? [...lines, togetherLine()] : lines;
}

function ticksOf(scale) {
  return [span("rt-ev-ticks", scale.ticks.map((tick) => element("span", { style: { "--rt-at": scale.at(tick) + "%" } }, scale.label(tick)))),
    span("rt-ev-favours", element("span", null, "\u2190 fewer with treatment"), element("span", null, "more with treatment \u2192"))];
}

/** @param {Comparison} one @param {State} state @param {Answer} answer */
function spoken(one, { measure }, { effect, at }) {
  const each = one.studies.map(({ name }, place) => name + (place + 1 === at ? " (left out)" : "") + " " + effectWords(measure, one.own[measure][place]));
  return "Forest plot, " + MEASURES[measure] + " of " + one.treatment + " to " + one.control + ". " + each.join("; ") +
    (one.studies.length > 1 ? ". Together " + effect : "") + ".";
}

/**
 * The axis of a question and a measure: the same whatever is left out, so that nothing jumps.
 * @param {Comparison} one
 * @param {import("./types").Measure} measure
 */
function scaleOf(one, measure) {
  const difference = measure === "risk_difference";
  const pooled = Object.values(one.pooled[measure]).flat().map((result) => result.slice(0, 3));
  const ends = [...one.own[measure], ...pooled].flat().filter((value) => value !== null);
  const on = difference ? (value) => 100 * value : Math.log;
  let [low, high] = [Math.min(on(difference ? 0 : 0.9), ...ends.map(on)), Math.max(on(difference ? 0 : 1.1), ...ends.map(on))];
  [low, high] = [low - 0.05 * (high - low), high + 0.05 * (high - low)];
  const at = (value) => (100 * (on(value) - low)) / (high - low);
  const inside = (value) => at(value) > 1 && at(value) < 99;
  const sets = difference ? STEPS.map((step) => multiples(step, low, high)) : RATIO_TICKS;
  const fitting = sets.map((set) => set.filter(inside)).filter((set) => set.every((tick, place) => !place || at(tick) - at(set[place - 1]) >= APART));
  const ticks = fitting.reduce((best, set) => (set.length > best.length ? set : best), []);
  return { at, ticks, nothing: at(difference ? 0 : 1), label: (tick) => (difference ? fixed(100 * tick, 0) : tick.toLocaleString("en-GB")) };
}

function multiples(step, low, high) {
  const first = Math.ceil(low / step);
  return Array.from({ length: Math.max(0, Math.floor(high / step) - first + 1) }, (_, at) => ((first + at) * step) / 100);
}

function headLine() {
  const effect = span("rt-ev-effect");
  return {
    node: element("div", { class: "rt-ev-row rt-ev-head" }, span("rt-ev-name", "Study"), span("rt-ev-counts", "Treatment v control"), span("rt-ev-strip"),
      effect, span("rt-ev-weight", "Weight")),
    update: ({ measure }) => setText(effect, measure === "risk_difference" ? "Points (95 %)" : "Ratio (95 %)"),
  };
}

function studyLine(one, study, place) {
  const [eventsA, allA, eventsB, allB] = study.counts;
  const drug = study.arms[0] === one.treatment ? null : span("rt-ev-drug", study.arms[0]);
  const [picture, effect, weight] = [strip(), span("rt-ev-effect"), span("rt-ev-weight")];
  const node = element("div", { class: "rt-ev-row" }, span("rt-ev-name", element("b", null, breakable(study.name)), drug),
    span("rt-ev-counts", eventsA + "/" + allA + " v " + eventsB + "/" + allB), picture.node, effect, weight);
  return {
    node,
    update: ({ measure }, { at, result }, scale) => {
      const out = place + 1 === at;
      const own = one.own[measure][place];
      node.toggleAttribute("data-out", out);
      picture.update(scale, studyMarks(own, result[7 + place], out, scale));
      setText(effect, effectWords(measure, own));
      setText(weight, out ? "left out" : fixed(100 * result[7 + place], 0) + " %");
    },
  };
}

/** A long name of drugs joined by plus signs may break after each of them, and so not inside a word. */
function breakable(name) {
  return name.replaceAll("+", "+\u200b");
}

function togetherLine() {
  const [picture, effect, model, next] = [strip(), element("b"), span("rt-ev-counts"), span("rt-ev-drug", "Dotted: a next study like these")];
  return {
    node: element("div", { class: "rt-ev-row rt-ev-together" }, span("rt-ev-name", element("b", null, "Together"), next), model, picture.node,
      span("rt-ev-effect", effect), span("rt-ev-weight", "100 %")),
    update: ({ method }, answer, scale) => {
      picture.update(scale, togetherMarks(answer.result, scale));
      setText(effect, answer.effect);
      setText(model, method === "random" ? "random effects" : "fixed effect");
      next.style.visibility = answer.result[3] === null ? "hidden" : "visible";
    },
  };
}

function strip() {
  const picture = svg("svg");
  return {
    node: span("rt-ev-strip", picture),
    update: ({ nothing }, marks) => fill(picture, svg("line", { class: "rt-ev-nothing", x1: nothing + "%", x2: nothing + "%", y1: 0, y2: "100%" }), marks),
  };
}

function studyMarks([middle, low, high], weight, out, scale) {
  if (middle === null) return [];
  const size = out ? 9 : 7 + 11 * Math.sqrt(weight);
  return [
    svg("line", { class: "rt-ev-interval", x1: scale.at(low) + "%", x2: scale.at(high) + "%", y1: "50%", y2: "50%" }),
    svg("rect", { class: "rt-ev-square", x: scale.at(middle) + "%", y: "50%", width: size, height: size, transform: "translate(" + -size / 2 + " " + -size / 2 + ")" }),
  ];
}

function togetherMarks([middle, low, high, next, last], scale) {
  if (middle === null) return [];
  const [left, right] = [scale.at(low), scale.at(high)];
  const wide = Math.max(right - left, 0.8);
  const tip = (100 * (scale.at(middle) - left)) / wide;
  const held = (value) => Math.min(100, Math.max(0, scale.at(value))) + "%";
  return [
    next === null ? null : svg("line", { class: "rt-ev-next", x1: held(next), x2: held(last), y1: "50%", y2: "50%" }),
    next !== null && scale.at(next) < 0 ? beyond("0%", "M0 0l7-4v8z") : null,
    next !== null && scale.at(last) > 100 ? beyond("100%", "M0 0l-7-4v8z") : null,
    svg("svg", { x: left + "%", width: wide + "%", y: "50%", height: 18, viewBox: "0 0 100 18", preserveAspectRatio: "none", overflow: "visible" },
      svg("polygon", { class: "rt-ev-diamond", points: "0,0 " + tip + ",-9 100,0 " + tip + ",9" })),
  ];
}

/** The interval goes on where the axis ends. */
function beyond(x, d) {
  return svg("svg", { x, y: "50%", overflow: "visible" }, svg("path", { class: "rt-ev-beyond", d }));
}
