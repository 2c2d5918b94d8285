import { keyOf } from "./numbers.js";

/**
 * Drawings that the page has before it needs them. While a slider is in use and nothing else is on its way, Python is
 * asked for the values on either side of it, the nearest first: the hand then finds its picture in the page, and does
 * not wait for a message there and back. A drawing depends on its values alone, so one that is held stays true.
 */

/** @typedef {import("./types").Drawing} Drawing */
/** @typedef {import("./types").Values} Values */

const REACH = 12;
const CHUNK = 4;
const MOST_HELD = 400;

/**
 * @param {import("./types").Control[]} specs
 * @param {(values: Values[]) => void} ask
 * @returns {{hold: (drawings: Drawing[]) => void, find: (values: Values) => Drawing | undefined,
 *   follow: (key: string) => void, more: (values: Values) => void, answered: () => void}}
 */
export function drawingsAhead(specs, ask) {
  const ranges = new Map(specs.filter((spec) => spec.kind === "range").map((spec) => [spec.key, spec]));
  /** @type {Map<string, Drawing>} */
  const held = new Map();
  const tried = new Set();
  let [slider, waits] = [null, false];

  function hold(drawings) {
    if (held.size > MOST_HELD) for (const one of [held, tried]) one.clear();
    for (const drawing of drawings) held.set(keyOf(drawing.for), drawing);
  }

  function more(values) {
    if (waits || !slider) return;
    const lacking = around(slider, values[slider.key]).map((value) => ({ ...values, [slider.key]: value }))
      .filter((one) => !held.has(keyOf(one)) && !tried.has(keyOf(one))).slice(0, CHUNK);
    if (!lacking.length) return;
    for (const one of lacking) tried.add(keyOf(one));
    waits = true;
    ask(lacking);
  }

  return {
    hold, more,
    find: (values) => held.get(keyOf(values)),
    follow: (key) => { slider = ranges.get(key) || null; },
    answered: () => { waits = false; },
  };
}

/**
 * The values beside one, on both sides, the nearest first.
 * @param {import("./types").Control} slider
 * @param {number} value
 */
function around({ low, high, step, stops }, value) {
  const last = stops ? stops.length - 1 : Math.round((high - low) / step);
  const valueAt = (at) => (stops ? stops[at] : Number((low + at * step).toPrecision(12)));
  const here = stops ? stops.findIndex((stop) => stop >= value) : Math.round((value - low) / step);
  const steps = Array.from({ length: REACH }, (_, at) => [here + at + 1, here - at - 1]).flat();
  return steps.filter((at) => at >= 0 && at <= last).map(valueAt);
}
