import type { Cited } from "../_page/types";

export interface Region {
  key: string;
  name: string;
  factor: number;
  row: string;
}

export interface Lesion {
  key: string;
  name: string;
  score: number;
  row: string;
}

/** A range of the total; `unread` only where nobody compared its row with the source. */
export interface Band {
  name: string;
  low: number;
  high: number;
  row: string;
  unread?: boolean;
}

export interface Scale {
  regions: Region[];
  lesions: Lesion[];
  bands: Band[];
}

/** The data of gags.py. */
export interface GagsData extends Cited {
  scale: Scale;
  rule: string;
}

export interface GagsTraits {
  data: GagsData;
  /** region to the worst lesion in it */
  lesions: Record<string, string>;
}

/** What one region adds to the total. */
export interface Points {
  region: Region;
  lesion: Lesion;
  points: number;
}

export interface Score {
  total: number;
  highest: number;
  band: Band;
  points: Points[];
}
