import type { Cited } from "../_page/types";

/** A value, the row that says so, and 1 where nobody compared the row with its source. */
export type Entry = [string, string?, number?];

export interface Cell {
  entries: Entry[];
  /** what it is sorted by */
  number?: number;
  /** whether its sources differ */
  conflict?: boolean;
}

export interface Line {
  name: string;
  /** the row that the whole line is */
  row?: string;
  marks?: string[];
  cells: Cell[];
}

/** A line as it is sent: a cell is its text alone where there is no more to say of it. */
export interface SentLine extends Omit<Line, "cells"> {
  cells: (string | Cell)[];
}

/** A column that can be shown. */
export interface Property {
  key: string;
  name: string;
  /** "" where it has none */
  unit: string;
}

/** The data of drug_table.py and evidence_table.py. */
export interface TableData extends Cited {
  title: string;
  /** of the first column */
  head: string;
  /** what the lines are, in the plural */
  noun: string;
  properties: Property[];
  lines: SentLine[];
}

export interface TableTraits {
  data: TableData;
  /** keys of the properties shown */
  columns: string[];
  /** key of a property, or "" for the order given */
  sort_by: string;
  descending: boolean;
  filter: string;
}
