import type { Cited, Kept } from "../_page/types";

/** One choice of a step: `_sent` in case.py. A text may be empty. */
export interface Choice {
  id: string;
  text: string;
  ok: boolean;
  heading: string;
  feedback: string;
  elsewhere: string;
}

/** One step of a case: `_sent` in case.py. */
export interface Step {
  id: string;
  digest: string;
  kind: string;
  /** whether several choices are taken together */
  many: boolean;
  text: string;
  explanation: string;
  reasons: string;
  choices: Choice[];
}

/** One made-up person: `_payload` in case.py. */
export interface Person {
  id: string;
  title: string;
  story: string;
  wish: string;
  where: string;
  steps: Step[];
}

export interface CaseData extends Cited {
  cases: Person[];
}

export interface CaseTraits extends Kept {
  data: CaseData;
  chosen: string;
  answers: Record<string, string | string[]>;
}
