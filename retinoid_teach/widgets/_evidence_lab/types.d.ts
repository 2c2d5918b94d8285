import type { Cited } from "../_page/types";

export type Measure = "risk_ratio" | "odds_ratio" | "risk_difference";
export type Method = "random" | "fixed";

/** Estimate, low and high end; null where there is none. */
export type Ends = [number | null, number | null, number | null];

/** One study of a comparison: `_sent` in payload.py. */
export interface Study {
  trial: string;
  name: string;
  /** what the treated arm and the control arm had */
  arms: string[];
  /** events and people of the treated arm, then of the control arm */
  counts: number[];
  /** ids of the rows of the two arms */
  rows: string[];
  design: string;
  paid: string;
  cautions: string[];
}

/** One comparison: `_sent` in payload.py. */
export interface Comparison {
  id: string;
  question: string;
  treatment: string;
  control: string;
  outcome: string;
  event_is: "good" | "harm";
  not_measured: string;
  note: string;
  baseline: number;
  studies: Study[];
  /** by measure, the effect of each study */
  own: Record<Measure, Ends[]>;
  /**
   * By measure and method: first the result of all studies, then that of leaving out each. A result is the estimate
   * with its ends, the ends of the prediction, I squared, tau squared, and the weight of each study.
   */
  pooled: Record<Measure, Record<Method, (number | null)[][]>>;
}

export interface EvidenceData extends Cited {
  comparisons: Comparison[];
}

export interface EvidenceTraits {
  data: EvidenceData;
  comparison: string;
  measure: Measure;
  method: Method;
  /** the trial that is left out */
  left_out: string | null;
  baseline: number;
}

/** What the learner has chosen. */
export interface State {
  measure: Measure;
  method: Method;
  left: string | null;
  baseline: number;
}

/** The same with the comparison itself. */
export interface Chosen extends State {
  one: Comparison;
}

/** How many to treat for one more, or one fewer, event. */
export interface NeededToTreat {
  estimate: number;
  low: number;
  high: number;
  form: string;
}

/** The effect carried over to a hundred people. */
export interface People {
  control: number;
  /** estimate, low and high end */
  treatment: number[];
  nnt: NeededToTreat;
  /** whether a number had to be stopped at 0 or 100 */
  beyond: boolean;
}

/** What `evidenceAnswer` works out. */
export interface Answer {
  /** place of the study that is left out, from 1; 0: none */
  at: number;
  result: (number | null)[];
  people: People | null;
  effect: string;
  said: string;
  treat: string;
  sentence: string;
  applied: string;
  sure: string[];
}
