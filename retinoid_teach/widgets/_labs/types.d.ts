import type uPlot from "uplot";
import type { Cited } from "../_page/types";

export interface Option {
  key: string;
  label: string;
  group?: string;
}

/** One control: `spec` in controls.py. */
export interface Control {
  key: string;
  kind: "range" | "radio" | "select" | "many" | "flag";
  label: string;
  unit?: string;
  low?: number;
  high?: number;
  step?: number;
  stops?: number[];
  options?: Option[];
}

/** The value of each control, by its key. */
export type Values = Record<string, any>;

/** A scale: its title with unit, its ends, whether it is logarithmic. */
export interface Axis {
  label: string;
  low: number;
  high: number;
  log: boolean;
}

/** A line through the values at the drawing's `x`. */
export interface Curve {
  y: DataView;
  text: string;
  ink: number | string;
  dash: number;
  short: string;
}

/** The room between two curves. */
export interface Band {
  low: DataView;
  high: DataView;
  text: string;
  short: string;
}

/** A line across, at `y`. */
export interface Line {
  y: number;
  text: string;
  ink: number | string;
  short: string;
}

/** A point, with its spread up and down and along where it has one. */
export interface Mark {
  x: number;
  y: number;
  text: string;
  ink: number | string;
  short: string;
  low?: number;
  high?: number;
  left?: number;
  right?: number;
  computed: boolean;
  minor: boolean;
}

/** A number under the picture, with the rows that it comes from. */
export interface Readout {
  label: string;
  value: string;
  unit: string;
  rows: string[];
}

/** What is known where no curve can be drawn. */
export interface FactGroup {
  title: string;
  texts: string[];
}

/** What a lab shows for one set of values: `sent` in drawing.py, with `for` and `call` from lab.py. */
export interface Drawing {
  /** the values that it is made of */
  for: Values;
  /** the values as a call in Python */
  call: string;
  title: string;
  x: Axis & { values: DataView };
  y: Axis;
  curves: Curve[];
  bands: Band[];
  lines: Line[];
  marks: Mark[];
  cursor: { x: number } | null;
  sentence: string;
  readouts: Readout[];
  notes: string[];
  facts: FactGroup[];
  empty: string;
  /** keys of controls that play no part now */
  hidden: string[];
  /** controls that cannot be used now, and why */
  disabled: Record<string, string>;
  /** which options of a control there are now */
  offers: Record<string, string[]>;
}

/** The data of a lab: `_payload` in lab.py. */
export interface LabData extends Cited {
  name: string;
  title: string;
  about: string[];
  waiting: string;
  controls: Control[];
  initial: Values;
}

export interface LabTraits {
  data: LabData;
  values: Values;
  drawing: Drawing;
  wanted: { number?: number; values?: Values[] };
  ahead: { drawings?: Drawing[] };
}

/** What the plot shows now: a drawing with its numbers unpacked and the room that its labels need. */
export interface Shown extends Drawing {
  data: uPlot.AlignedData;
  margin: number;
}

/** Colours for a canvas. */
export interface Inks {
  node: HTMLElement;
  of: (name: string | number) => string;
  font: () => string;
  stop: () => void;
}
