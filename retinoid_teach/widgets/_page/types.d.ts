/** Shapes that more than one widget has: what Python sends, and the model that holds it. */

/** Cited rows and their sources: `cited_rows` in cited.py. */
export interface Cited {
  /** A row has the number of its source, the place there, and the numbers of further sources. */
  rows: Record<string, [number, string, ...number[]]>;
  /** A source has its citation and its address; the address may be empty. */
  sources: [string, string][];
}

/** An answer as `tries` has it: a number, an id, or several ids with a space between. */
export type Given = number | string;

/** One of `tries`: the id of what was asked, the answer, and when it was given. */
export type Try = [string, Given, string];

/** What was answered before: when, and what unless the question has changed since. */
export interface Answered {
  time: string;
  given?: Given;
}

/** What can be answered; the digest is another when the words are. */
export interface Asked {
  id: string;
  digest: string;
}

/** The traits of a widget that keeps answers: tries.py. */
export interface Kept {
  tries: Try[];
  saved: string[];
  last: Record<string, Answered>;
}

/** As much of an anywidget model as the scripts use. */
export interface Model<Traits> {
  get<Name extends keyof Traits>(name: Name): Traits[Name];
  set<Name extends keyof Traits>(name: Name, value: Traits[Name]): void;
  on(event: string, listener: (...told: any[]) => void): void;
  off(event: string, listener: (...told: any[]) => void): void;
  save_changes(): void;
  /** JupyterLab's; a page of another kind has none. */
  widget_manager?: any;
}

/** What anywidget hands to `render`. */
export interface View<Traits> {
  model: Model<Traits>;
  el: HTMLElement;
}
