import type { Kept } from "../_page/types";

/** One claim: `_payload` in claims.py. */
export interface Claim {
  id: string;
  digest: string;
  claim: string;
  verdict: string;
  confidence: string;
  for: string;
  against: string;
  teach: string;
  /** places in the list of sources */
  sources: number[];
  unread: boolean;
}

export interface ClaimSource {
  ids: string;
  citation: string;
  address: string;
  unread: boolean;
}

/** Name, how far it trusts a claim, and what it means. */
export type Verdict = [string, number, string];

export interface ClaimsData {
  verdicts: Verdict[];
  claims: Claim[];
  sources: ClaimSource[];
}

export interface ClaimsTraits extends Kept {
  data: ClaimsData;
  judgements: Record<string, string>;
  revised: Record<string, string>;
}
