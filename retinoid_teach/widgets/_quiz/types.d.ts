import type { Cited, Given, Kept } from "../_page/types";

/** One answer of a question: `_sent_answer` in quiz.py. What is blank is left out. */
export interface Answer {
  id: string;
  /** of a choice */
  text?: string;
  /** of a number: the range that it stands for */
  low?: number;
  high?: number;
  correct?: boolean;
  feedback?: string;
  /** its place in an ordering (1 is the first), or its partner in a match */
  belongs?: string;
}

/** One question: `_sent` in quiz.py. What is blank is left out. */
export interface Question {
  id: string;
  digest: string;
  role: "prediction" | "check";
  kind: "one_choice" | "number" | "several_choices" | "ordering" | "match";
  stem: string;
  explanation: string;
  unit?: string;
  /** the right number, or the id of the right answer; a question with parts has none */
  right?: number | string;
  /** the right answer as it is shown */
  shown?: string;
  tolerance?: number;
  minimum?: number;
  maximum?: number;
  step?: number;
  /** of each line of an ordering or a match: value and text */
  options?: [string, string][];
  answers: Answer[];
}

/** `_payload` in quiz.py. */
export interface QuizData extends Cited {
  questions: Question[];
  at_end?: boolean;
}

export interface QuizTraits extends Kept {
  data: QuizData;
  answers: Record<string, Given>;
}
