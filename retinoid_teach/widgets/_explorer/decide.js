/**
 * The decision in the page: look up what Python worked out for each option, fact and region, and take the worst.
 * Mirrors retinoid_teach/clinic/verdict.py; a test compares the two over all states.
 */

/** @typedef {import("./types").Data} Data */
/** @typedef {import("./types").Decision} Decision */
/** @typedef {import("./types").Limit} Limit */
/** @typedef {import("./types").Patient} Patient */
/** @typedef {import("./types").Recommendation} Recommendation */
/** @typedef {import("./types").Restriction} Restriction */
/** @typedef {import("./types").Result} Result */
/** @typedef {import("./types").State} State */
/** @typedef {{at: number, facts: string[]}} Setting the column of the region, and what is true of the person */
/** @typedef {{line: string, rows: Recommendation[], dropped: Recommendation[]}} Proposal of the guideline alone */

export const VERDICTS = ["first_line", "alternative", "maintenance", "not_mentioned", "avoid", "contraindicated"];

const LEVELS = { allowed_with_conditions: 1, monitor: 1, caution: 1, avoid: 2, contraindicated: 3 };
const OF_LEVEL = [null, null, "avoid", "contraindicated"];
const RULED_OUT = 2;
const ITSELF = "itself";
const ASKED = ["possible_without_contraception", "planning", "pregnant", "breastfeeding"];

/** @param {string} line @param {number} level @returns {string} the worse of a line and what a restriction leaves */
function worst(line, level) {
  const limit = OF_LEVEL[level];
  return limit && VERDICTS.indexOf(limit) > VERDICTS.indexOf(line) ? limit : line;
}

/** @param {Data} data @param {Limit} limit @returns {number} */
const levelOf = (data, { rule }) => LEVELS[data.rules[rule].effect];

/** @param {Data} data @param {Limit[]} limits @returns {Omit<Restriction, "closed">} the strictest first */
function strictest(data, limits) {
  const ordered = [...limits].sort((a, b) => levelOf(data, b) - levelOf(data, a));
  return { level: ordered.length ? levelOf(data, ordered[0]) : 0, limits: ordered };
}

/** @param {Data} data @param {Patient} patient @returns {string[]} the facts that rules can speak of */
function factsOf(data, patient) {
  const facts = [ITSELF, ...patient.conditions.map((name) => `condition:${name}`)];
  if (patient.pregnancy !== "not_stated") facts.push(`pregnancy:${patient.pregnancy}`);
  if ((patient.age_years ?? null) === null) return facts;
  for (const [fact, limit] of Object.entries(data.limits.ages)) if (patient.age_years < limit) facts.push(fact);
  return facts;
}

/**
 * @param {Data} data
 * @param {string} option
 * @param {string} fact
 * @param {number} at
 * @param {boolean} read
 * @returns {Limit[]}
 */
function own(data, option, fact, at, read) {
  const cell = data.limits.cells[option]?.[fact];
  if (!cell) return [];
  const [borrowed, ...rules] = data.limits.entries[(read && cell[1] ? cell[1] : cell[0])[at]];
  return rules.map((rule) => ({ rule, fact, borrowed: Boolean(borrowed), via: null }));
}

/**
 * @param {Data} data
 * @param {string} option
 * @param {string[]} facts
 * @param {number} at
 * @param {boolean} read
 * @returns {Restriction}
 */
function restriction(data, option, facts, at, read) {
  const said = new Set();
  const limits = facts.flatMap((fact) => own(data, option, fact, at, read))
    .filter(({ rule }) => !said.has(rule) && said.add(rule));
  const closed = [];
  const person = facts.filter((fact) => fact !== ITSELF);
  for (const group of data.options[option].parts) {
    const answers = group.map((via) => ({ via, ...restriction(data, via, person, at, read) }));
    const best = answers.reduce((a, b) => (b.level < a.level ? b : a));
    for (const limit of best.limits) if (!said.has(limit.rule)) limits.push({ ...limit, via: best.via });
    closed.push(...best.closed);
    if (best.level < RULED_OUT) closed.push(...answers.flatMap((one) => rulingOut(data, one)));
  }
  const all = strictest(data, limits);
  return { ...all, closed: all.level < RULED_OUT ? closed : [] };
}

/**
 * @param {Data} data
 * @param {Restriction & {via: string}} answer of a part
 * @returns {Limit[]} what rules the part out
 */
function rulingOut(data, { via, level, limits }) {
  const strict = limits.filter((limit) => levelOf(data, limit) === level);
  return level < RULED_OUT ? [] : strict.map((limit) => ({ ...limit, via }));
}

/** @param {Recommendation[]} spoken @param {(partner: string) => boolean} ruledOut @returns {Proposal} */
function propose(spoken, ruledOut) {
  const dropped = spoken.filter((row) => row.only_with.length && row.only_with.every(ruledOut));
  const holding = spoken.filter((row) => !dropped.includes(row));
  if (!holding.length) return { line: "not_mentioned", rows: [], dropped };
  const ranks = holding.map((row) => VERDICTS.indexOf(row.line));
  const line = holding.some((row) => row.line === "avoid") ? "avoid" : VERDICTS[Math.min(...ranks)];
  return { line, rows: holding.filter((row) => row.line === line), dropped };
}

/** @param {Data} data @param {State} state @param {string} option @returns {Recommendation[]} those that speak */
function speaking(data, state, option) {
  const said = state.patient.situations;
  const initial = !said.includes("maintenance");
  const held = (name) => (name === "initial" ? initial : name === "within_combination" || said.includes(name));
  const rows = data.spoken[state.guideline]?.[option] ?? [];
  return rows.filter((row) => row.types.includes(state.acne_type) && held(row.situation));
}

/**
 * @param {Data} data
 * @param {string} verdict
 * @param {Proposal} proposal
 * @param {Restriction} limit
 * @returns {string[]} the row ids that decided
 */
function decidingRows(data, verdict, proposal, limit) {
  const rows = verdict === proposal.line ? proposal.rows.map((row) => row.id) : [];
  if (OF_LEVEL[limit.level] === verdict || limit.level === 1)
    for (const one of limit.limits) if (levelOf(data, one) === limit.level) rows.push(one.rule);
  if (!rows.length && verdict === "not_mentioned") rows.push(...proposal.dropped.map((row) => row.id));
  return [...new Set(rows)];
}

/** @param {Data} data @param {State} state @returns {Setting} the column of the region and the facts */
function setting(data, state) {
  const region = state.region ?? data.home[state.guideline];
  return { at: data.limits.regions.indexOf(region), facts: factsOf(data, state.patient) };
}

/** @param {Data} data @param {State} state @param {string} option @param {Setting} where @returns {Result} */
function decideOne(data, state, option, where) {
  const { at, facts } = where;
  const spoken = speaking(data, state, option);
  const person = facts.filter((fact) => fact !== ITSELF);
  const proposeWith = (rows, asked, read) =>
    propose(rows, (partner) => restriction(data, partner, asked, at, read).level >= RULED_OUT);
  const proposal = proposeWith(spoken, person, false);
  const limit = restriction(data, option, facts, at, false);
  const verdict = worst(proposal.line, limit.level);
  const read = proposeWith(spoken.filter((row) => !row.unread), person, true);
  const readVerdict = worst(read.line, restriction(data, option, facts, at, true).level);
  const alone = worst(proposeWith(spoken, [], false).line, restriction(data, option, [ITSELF], at, false).level);
  const partnered = proposal.rows.length > 0 && proposal.rows.every((row) => row.only_with.length);
  return {
    id: option,
    verdict,
    would_be: alone,
    with_conditions: verdict === proposal.line && (partnered || limit.level === 1 || limit.closed.length > 0),
    checked: verdict === readVerdict,
    strength: [...new Set(proposal.rows.map((row) => row.strength).filter(Boolean))].join("; "),
    recommendations: proposal.rows.map((row) => row.id),
    dropped: proposal.dropped.map((row) => row.id),
    limits: limit.limits,
    closed: limit.closed,
    rows: decidingRows(data, verdict, proposal, limit),
    // Asked for the chosen option only, so worked out when read.
    get ask() {
      return askFirst(data, state, option);
    },
    get advice() {
      return besides(data, state, option).advice;
    },
    get context() {
      return besides(data, state, option).context;
    },
  };
}

/**
 * @param {Data} data
 * @param {Patient} patient
 * @returns {string[]} the facts about age and pregnancy that were not stated
 */
function unasked(data, patient) {
  const facts = [];
  if (patient.pregnancy === "not_stated" && !patient.conditions.includes("male"))
    facts.push(...ASKED.map((status) => `pregnancy:${status}`));
  if ((patient.age_years ?? null) === null) facts.push(...Object.keys(data.limits.ages));
  return facts;
}

/**
 * The rules that could make the verdict worse once age or pregnancy are known.
 * @param {Data} data @param {State} state @param {string} option @returns {Limit[]}
 */
function askFirst(data, state, option) {
  const { at, facts } = setting(data, state);
  const now = restriction(data, option, facts, at, false).level;
  const found = new Map();
  for (const fact of unasked(data, state.patient)) {
    const then = restriction(data, option, [...facts, fact], at, false);
    if (then.level <= Math.max(now, 1)) continue;
    for (const limit of saidOf(data, option, fact, at, then.level))
      if (!found.has(`${limit.rule} ${fact}`)) found.set(`${limit.rule} ${fact}`, limit);
  }
  return [...found.values()];
}

/**
 * @param {Data} data
 * @param {string} option
 * @param {string} fact
 * @param {number} at
 * @param {number} level
 * @returns {Limit[]}
 */
function saidOf(data, option, fact, at, level) {
  const through = (via) => restriction(data, via, [fact], at, false).limits.map((limit) => ({ ...limit, via }));
  const limits = [...own(data, option, fact, at, false), ...data.options[option].parts.flat().flatMap(through)];
  const strict = limits.filter((limit) => levelOf(data, limit) === level);
  return strict.length ? strict : limits.filter((limit) => levelOf(data, limit) > 1);
}

/** @param {Data} data @param {State} state @param {string} option @returns {{advice: string[], context: string[]}} */
function besides(data, state, option) {
  const regions = (state.region ?? data.home[state.guideline]).split(";");
  const facts = factsOf(data, state.patient);
  const local = (id) => data.rules[id].regions.some((region) => region === "any" || regions.includes(region));
  return {
    advice: (data.advice[option] ?? []).filter(local),
    context: (data.context[option] ?? []).filter((id) => facts.includes(data.rules[id].fact)),
  };
}

/**
 * The verdict on every option, best first.
 * @param {Data} data what `unpack` gave
 * @param {State} state
 * @returns {Decision}
 */
export function decide(data, state) {
  const where = setting(data, state);
  const options = Object.keys(data.options).map((option) => decideOne(data, state, option, where));
  options.sort((a, b) => VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict));
  const counts = Object.fromEntries(VERDICTS.map((verdict) => [verdict, 0]));
  for (const option of options) counts[option.verdict] += 1;
  const region = (state.region ?? data.home[state.guideline]).split(";");
  return { region, category: data.crosswalk[state.guideline]?.[state.acne_type] ?? null, options, counts };
}
