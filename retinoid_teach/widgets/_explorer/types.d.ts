/** Rows as objects, made of the tables that payload.py sends. A text that is blank in its table is null. */

/** What every row has that can be cited. */
export interface Row {
  id: string;
  source: string;
  locator: string | null;
  /** 1 where nobody compared it with its source */
  unread: number;
}

/** A row, or what a guideline calls an acne type. */
export type Citable = Pick<Row, "id" | "source"> & Partial<Row>;

export interface AcneType {
  id: number;
  name: string;
  seen: string;
}

export interface Guideline {
  id: string;
  name: string;
  sorted_by_severity: boolean;
  note: string;
  /** the regions whose safety rules speak unless another is chosen */
  home: string[];
}

/** Something that can be chosen: a region, a pregnancy status, a condition, a situation. */
export interface Choice {
  id: string;
  name?: string;
  label?: string;
  kind?: string;
  common?: boolean;
}

export interface Option extends Row {
  name: string;
  form: string;
  strengths: string | null;
  frequency: string | null;
  course: string | null;
  onset: string | null;
  age_note: string | null;
  market_note: string | null;
  /** groups of options that it is made of; of each group one is used */
  parts: string[][];
  /** ids of rows, and names of ingredients of which nothing was collected */
  effects: string[];
  monitoring: string[];
  interactions: string[];
  pregnancy: string[];
  uncollected: string[];
}

export interface Recommendation extends Row {
  option: string;
  guideline: string;
  situation: string;
  strength: string | null;
  statement: string;
  /** acne types */
  types: number[];
  line: string;
  /** options without which it does not hold */
  only_with: string[];
}

export interface Rule extends Row {
  effect: string;
  reason: string;
  condition: string;
  why_not: string | null;
  place: string;
  fact: string;
  regions: string[];
  decides: number;
}

export interface Effect extends Row {
  ingredient: string;
  route: string;
  event: string;
  seriousness: string;
  kind: string;
  frequency: string;
  low: number | null;
  high: number | null;
  onset: string | null;
  know: string;
  manage: string;
}

export interface Monitoring extends Row {
  ingredient: string;
  route: string;
  what: string;
  when: string;
  place: string;
}

export interface Interaction extends Row {
  a: string;
  b: string;
  effect: string;
  advice: string;
}

/** What a label or an authority says of pregnancy and breastfeeding. */
export interface PregnancyRule extends Row {
  ingredient: string;
  route: string;
  rule: string;
  programme: string;
  place: string;
  status: string;
}

/** What a guideline calls an acne type. */
export interface Category {
  id: string;
  category: string;
  source: string;
  closeness: string;
  reason: string | null;
}

/** Which rules speak of each option, fact and region: `_limits` in payload.py. */
export interface Limits {
  /** regions of the columns, joined by ";" */
  regions: string[];
  ages: Record<string, number>;
  /** whether it is borrowed (0 or 1), then ids of rules */
  entries: [number, ...string[]][];
  /** by option and fact: for each region a place in `entries`, with all rows and, where it differs, with those read */
  cells: Record<string, Record<string, number[][]>>;
}

/** What `unpack` makes of the payload. */
export interface Data {
  date: string;
  notice: string;
  acne_types: AcneType[];
  guidelines: Guideline[];
  regions: Choice[];
  pregnancy_statuses: Choice[];
  conditions: Choice[];
  situations: Choice[];
  /** two tokens that cannot both be true, and why */
  contradictions: [string, string, string][];
  oldest: number;
  /** by guideline and acne type */
  crosswalk: Record<string, Record<string, Category>>;
  crosswalk_rows: Record<string, Category>;
  options: Record<string, Option>;
  recommendations: Record<string, Recommendation>;
  rules: Record<string, Rule>;
  limits: Limits;
  /** by option, ids of rules */
  advice: Record<string, string[]>;
  context: Record<string, string[]>;
  effects: Record<string, Effect>;
  monitoring: Record<string, Monitoring>;
  interactions: Record<string, Interaction>;
  pregnancy: Record<string, PregnancyRule>;
  sources: Record<string, { id: string; citation: string; url: string | null; unread: number }>;
  /** by guideline, its regions joined by ";" */
  home: Record<string, string>;
  /** by guideline and option */
  spoken: Record<string, Record<string, Recommendation[]>>;
}

export interface Patient {
  age_years: number | null;
  pregnancy: string;
  conditions: string[];
  situations: string[];
}

/** What the learner has chosen: the traits of explorer.py. */
export interface State {
  acne_type: number;
  guideline: string;
  region: string | null;
  patient: Patient;
  option: string | null;
  pinned: string | null;
  view: string;
}

/** A rule that speaks of this person. */
export interface Limit {
  rule: string;
  fact: string;
  borrowed: boolean;
  /** the part of the option that it is about */
  via: string | null;
}

/** What the rules leave of an option; `closed` rules out one alternative of several. */
export interface Restriction {
  level: number;
  limits: Limit[];
  closed: Limit[];
}

/** The verdict on one option. */
export interface Result {
  id: string;
  verdict: string;
  would_be: string;
  with_conditions: boolean;
  checked: boolean;
  strength: string;
  recommendations: string[];
  dropped: string[];
  limits: Limit[];
  closed: Limit[];
  rows: string[];
  readonly ask: Limit[];
  readonly advice: string[];
  readonly context: string[];
}

/** What `decide` gives. */
export interface Decision {
  region: string[];
  category: Category | null;
  options: Result[];
  counts: Record<string, number>;
}

/** The decision and what is shown of it. */
export interface Answer extends Decision {
  question: string;
  groups: { id: string; word: string; sign: string; results: Result[] }[];
  guideline: Guideline;
  byId: Map<string, Result>;
  more: Map<string, Pick<Result, "ask" | "advice" | "context">>;
  chosen: Result | null;
  pinned: Result | null;
}

/** A guideline beside others. */
export interface Compared {
  guideline: Guideline;
  region: string[];
  byId: Map<string, Result>;
}

/** A line of the table of guidelines: one option. */
export interface MatrixRow {
  id: string;
  results: Result[];
  differs: boolean;
  spoken: boolean;
  best: number;
}

/** Everything that is on the screen. */
export interface Now {
  data: Data;
  state: State;
  answer: Answer;
  /** only where guidelines are compared */
  answers?: Compared[];
  rows?: MatrixRow[];
}
