import uPlot from "uplot";
import { element } from "../_page/dom.js";
import { labInks } from "./inks.js";
import { labelLayer, labelMargin, NARROW } from "./labels.js";
import { DASHES, drawMarks } from "./marks.js";
import { floatsOf, tickText } from "./numbers.js";

/**
 * The picture: one uPlot that stays while only its numbers change, in a box whose height never does.
 */

/** @typedef {import("./types").Shown} Shown */
/** @typedef {import("./types").Drawing} Drawing */
/** @typedef {import("./types").Inks} Inks */

/** What a number beside an axis takes of it, in pixels. */
const [WIDE, HIGH] = [42, 20];

/**
 * @returns {{node: HTMLElement, update: (drawing: Drawing) => void, destroy: () => void}}
 */
export function labPlot() {
  const inks = labInks(() => plot?.redraw(false));
  const layer = labelLayer();
  const box = element("div", { class: "rt-lab-canvas", "aria-hidden": "true" });
  const node = element("div", { class: "rt-lab-figure" }, box, layer.node, inks.node);
  const now = /** @type {Shown} */ ({});
  let [plot, shape] = [/** @type {uPlot | null} */ (null), ""];

  function draw() {
    if (node.hidden || !now.data || !box.clientWidth) return;
    const [width, height] = [box.clientWidth, box.clientHeight];
    now.margin = labelMargin(endLabels(now).map((end) => (width < NARROW && end.short) || end.text), inks.font(), width);
    const wanted = shapeOf(now, width, height);
    if (plot && wanted === shape) plot.setData(now.data);
    else {
      plot?.destroy();
      shape = wanted;
      plot = new uPlot(options(now, width, height, inks, drawn), now.data, box);
    }
  }
  const drawn = (made) => {
    drawMarks(made, now, inks);
    placeLabels(made, now, layer);
  };
  const sized = new ResizeObserver(draw);
  sized.observe(box);
  return {
    node,
    update: (drawing) => {
      node.hidden = !drawing.curves.length && !drawing.marks.length;
      if (!node.hidden) readDrawing(now, drawing);
      draw();
    },
    destroy: () => {
      sized.disconnect();
      inks.stop();
      plot?.destroy();
    },
  };
}

/**
 * What is shown, in one object that stays, because the plot asks it anew at every drawing.
 * @param {Shown} now
 * @param {Drawing} drawing
 */
function readDrawing(now, drawing) {
  const bands = drawing.bands.flatMap((band) => [floatsOf(band.low), floatsOf(band.high)]);
  const data = [floatsOf(drawing.x.values), ...drawing.curves.map((curve) => floatsOf(curve.y)), ...bands];
  Object.assign(now, drawing, { data });
}

/**
 * What cannot change while a plot stays.
 * @param {Shown} now
 * @param {number} width
 * @param {number} height
 */
function shapeOf({ x, y, curves, bands }, width, height) {
  return JSON.stringify([width, height, x.log, y.log, curves.map(({ ink, dash }) => [ink, dash]), bands.length]);
}

/**
 * @param {Shown} now
 * @param {number} width
 * @param {number} height
 * @param {Inks} inks
 * @param {(made: uPlot) => void} drawn
 * @returns {uPlot.Options}
 */
function options(now, width, height, inks, drawn) {
  const first = now.curves.length + 1;
  return {
    width,
    height,
    padding: [10, () => now.margin, 0, 2],
    legend: { show: false },
    cursor: { show: false },
    scales: {
      x: { time: false, distr: now.x.log ? 3 : 1, range: () => [now.x.low, now.x.high] },
      y: { distr: now.y.log ? 3 : 1, range: () => [now.y.low, now.y.high] },
    },
    axes: [
      axis(inks, now.x.log, ({ bbox }) => bbox.width / WIDE, { size: 26, space: 52 }),
      axis(inks, now.y.log, ({ bbox }) => bbox.height / HIGH, { size: width < NARROW ? 44 : 52, space: 34 }),
    ],
    series: [{}, ...now.curves.map((curve) => line(curve, inks)), ...now.bands.flatMap(() => [EDGE, EDGE])],
    bands: now.bands.map((_, at) => ({ series: [first + 2 * at + 1, first + 2 * at], fill: () => inks.of("band") })),
    hooks: { draw: [drawn] },
  };
}

const EDGE = { stroke: "transparent", width: 0, points: { show: false } };

function line({ ink, dash }, inks) {
  return { stroke: () => inks.of(ink), width: 2.25, dash: DASHES[dash % DASHES.length], points: { show: false }, spanGaps: false, pxAlign: 0 };
}

function axis(inks, log, room, more) {
  const powers = (_, splits) => (log ? splits.map((value) => (isPower(value) ? value : null)) : splits);
  return {
    stroke: () => inks.of("muted"),
    font: inks.font(),
    grid: { stroke: () => inks.of("line"), width: 1, filter: powers },
    ticks: { show: false },
    filter: (plot, splits) => (log ? spaced(powers(plot, splits), room(plot) / (devicePixelRatio || 1)) : splits),
    values: (_, splits) => splits.map(tickText),
    ...more,
  };
}

function isPower(value) {
  return value !== null && Math.abs(Math.log10(value) - Math.round(Math.log10(value))) < 1e-6;
}

/**
 * Every power of ten, or every second or third where there is no room for all.
 * @param {(number | null)[]} splits
 * @param {number} room
 */
function spaced(splits, room) {
  const powers = splits.filter((value) => value !== null);
  const step = Math.max(1, Math.ceil(powers.length / room));
  return splits.map((value) => (value !== null && powers.indexOf(value) % step === 0 ? value : null));
}

/**
 * Curves at their last point, lines and bands where they are: all at the right.
 * @param {Shown} now
 */
function endLabels({ curves, lines, bands, data }) {
  const last = (values) => values.findLast((value) => value !== null);
  const first = curves.length + 1;
  return [
    ...curves.map((curve, at) => ({ ...curve, pattern: DASHES[curve.dash % DASHES.length], at: last(data[at + 1]) })),
    ...lines.map((one) => ({ ...one, pattern: [2, 3], at: one.y })),
    ...bands.map((band, at) => ({ ...band, ink: "muted", at: last(data[first + 2 * at + 1]) })),
  ].filter((end) => end.text && end.at !== undefined);
}

/**
 * @param {uPlot} plot
 * @param {Shown} now
 * @param {ReturnType<typeof labelLayer>} layer
 */
function placeLabels(plot, now, layer) {
  const ratio = devicePixelRatio || 1;
  const { left, top, width, height } = plot.bbox;
  const at = (value, scale) => plot.valToPos(value, scale, true) / ratio;
  const inside = (y) => Math.max(top / ratio, Math.min((top + height) / ratio, y));
  const area = { left: left / ratio, top: top / ratio, plot: width / ratio, height: (top + height) / ratio, width: plot.width, right: now.margin };
  const ends = endLabels(now).map((end) => ({ ...end, y: inside(at(end.at, "y")) }));
  const points = now.marks.filter(({ text }) => text).map((mark) => ({ ...mark, x: at(mark.x, "x"), y: at(mark.y, "y") }));
  layer.place(ends, points, area);
}
