import { askedIn, everyCriterion, type Catalogue, type Level, type Mapping, type Task } from '../model.ts';

export interface EvidenceItem {
  readonly title: string;
  readonly link?: string | undefined;
  readonly diarienummer?: string | undefined;
  readonly date?: string | undefined;
}

/** An answer of last year, or a suggestion made from it. */
export interface CarriedAnswer {
  readonly code: string;
  readonly level: Level | null;
  readonly notApplicable: boolean;
  readonly reason: string;
  readonly motivation: string;
  readonly evidence: readonly EvidenceItem[];
}

export type Relation = 'same' | 'reworded' | 'split' | 'merged';

/** A new year's unconfirmed answer. `from` keeps what was answered last year, word for word. */
export interface Suggestion extends CarriedAnswer {
  readonly relation: Relation;
  readonly toConfirm: true;
  readonly from: readonly CarriedAnswer[];
  /** Why the criterion changed; empty for `same`. */
  readonly why: string;
}

export interface CarryOver {
  readonly suggestions: readonly Suggestion[];
  /** Answers whose criterion has no successor; they stay readable in last year's assessment. */
  readonly left: readonly { readonly code: string; readonly why: string }[];
  /** Criteria that start empty. */
  readonly empty: readonly string[];
}

interface Step {
  readonly relation: Relation;
  readonly from: readonly string[];
  readonly to: string;
  readonly keepsLevel: boolean;
  readonly why: string;
}

/** Same version: every criterion is itself. Otherwise the mapping decides. */
function stepsOf(catalogue: Catalogue, mapping: Mapping | null): readonly Step[] {
  const same = (code: string): Step => ({ relation: 'same', from: [code], to: code, keepsLevel: true, why: '' });
  if (!mapping) return everyCriterion(catalogue).map(({ code }) => same(code));
  return [
    ...mapping.same.map(same),
    ...mapping.reworded.map(({ code, comparable, why }): Step => ({
      relation: 'reworded',
      from: [code],
      to: code,
      keepsLevel: comparable,
      why,
    })),
    ...mapping.split.flatMap(({ from, to, why }) =>
      to.map((target): Step => ({ relation: 'split', from: [from], to: target, keepsLevel: false, why })),
    ),
    ...mapping.merged.map(({ from, to, why }): Step => ({ relation: 'merged', from, to, keepsLevel: false, why })),
  ];
}

function joined(texts: readonly string[]): string {
  return [...new Set(texts.map((text) => text.trim()).filter(Boolean))].join('\n\n');
}

function suggestion(step: Step, from: readonly CarriedAnswer[], mayBeNotApplicable: boolean): Suggestion {
  const evidence = new Map(from.flatMap((answer) => answer.evidence.map((item) => [JSON.stringify(item), item])));
  const only = from.length === 1 ? from[0] : undefined;
  const kept = step.keepsLevel ? only : undefined;
  return {
    code: step.to,
    relation: step.relation,
    level: kept?.level ?? null,
    notApplicable: (kept?.notApplicable ?? false) && mayBeNotApplicable,
    reason: joined(from.map(({ reason }) => reason)),
    motivation: joined(from.map(({ motivation }) => motivation)),
    evidence: [...evidence.values()],
    toConfirm: true,
    from,
    why: step.why,
  };
}

/**
 * Carries last year's answers into a new assessment (README, "Nästa år").
 * The level follows only where the criterion asks the same thing (`same`, comparable `reworded`);
 * text and evidence always follow. Nothing is confirmed: a person does that, one criterion at a time.
 * `mapping` is null when both years use the same version.
 */
export function carryOver(
  previous: readonly CarriedAnswer[],
  catalogue: Catalogue,
  mapping: Mapping | null,
  tasks: readonly Task[],
  deepenings: readonly string[] = [],
): CarryOver {
  const answers = new Map(previous.map((answer) => [answer.code, answer]));
  const asked = new Map(
    askedIn(catalogue, { tasks, deepenings, track: 'full' }).map((criterion) => [criterion.code, criterion]),
  );
  const suggestions: Suggestion[] = [];
  const used = new Set<string>();
  for (const step of stepsOf(catalogue, mapping)) {
    const from = step.from.map((code) => answers.get(code)).filter((answer) => answer !== undefined);
    const criterion = asked.get(step.to);
    if (!criterion || from.length === 0) continue;
    suggestions.push(suggestion(step, from, criterion.mayBeNotApplicable));
    for (const { code } of from) used.add(code);
  }
  const withdrawn = new Map(mapping?.withdrawn.map(({ code, why }) => [code, why]));
  const carried = new Set(suggestions.map(({ code }) => code));
  return {
    suggestions,
    left: previous
      .filter(({ code }) => !used.has(code))
      .map(({ code }) => ({ code, why: withdrawn.get(code) ?? 'Kriteriet ställs inte till er i den här versionen.' })),
    empty: [...asked.keys()].filter((code) => !carried.has(code)),
  };
}
