import type { Subject } from './disclose.ts';
import type { Cohorts } from './edition-history.ts';
import type { Member, PastEdition, Publication } from './edition-model.ts';
import { exchange, type Audience, type Exchanged, type Random } from './exchange.ts';
import type { Measure } from './measure.ts';

const AUDIENCES: readonly Audience[] = ['members', 'public'];

/** A set too small to draw from: its protected get values from all of their kind. */
const FEWEST_TO_DRAW_FROM = 5;

/**
 * What figures over everyone are counted from: each submission's values, some of them exchanged for the readers that do not
 * see it by name. The public also reads what is made for members, so that what is exchanged for them stays so for it.
 */
export class Microdata {
  readonly #exchanged = new Map<string, Partial<Record<`${Audience} ${Subject}`, Record<string, number>>>>();

  constructor(past: readonly PastEdition[]) {
    for (const { members } of past)
      for (const { submission, exchanged } of members)
        if (exchanged) this.#exchanged.set(submission, { ...this.#exchanged.get(submission), ...exchanged });
  }

  /** What a member is counted with when a figure over everyone is made for an audience; undefined without a value. */
  valueFor(audience: Audience, subject: Subject, { submission, values }: Member, measure: string): number | undefined {
    const exchanged = this.#exchanged.get(submission);
    const forPublic = audience === 'public' ? exchanged?.[`public ${subject}`]?.[measure] : undefined;
    const own = values[measure];
    return own === undefined ? undefined : (forPublic ?? exchanged?.[`members ${subject}`]?.[measure] ?? own);
  }

  /** Whether a lot has been drawn for what a submission is counted with, whatever came of it. */
  isDrawnFor(audience: Audience, subject: Subject, { submission }: Member): boolean {
    const exchanged = this.#exchanged.get(submission);
    return (
      exchanged?.[`members ${subject}`] !== undefined ||
      (audience === 'public' && exchanged?.[`public ${subject}`] !== undefined)
    );
  }

  /** The members in the sets that they are drawn within. */
  #setsToDrawIn(cohorts: Cohorts, sets: readonly string[]): readonly (readonly Member[])[] {
    const within = (key: string) => cohorts.in(key).members;
    const large = sets.map(within).filter((members) => members.length >= FEWEST_TO_DRAW_FROM);
    const placed = new Set(large.flat());
    const left = within('kommuner').some((member) => !placed.has(member));
    return [...large, ...(left ? [within('kommuner')] : []), within('regioner')];
  }

  /** Draws for those who are protected and have not been drawn for. `sets` are the keys of the year's sets. */
  draw(
    subject: Subject,
    measures: readonly Measure[],
    cohorts: Cohorts,
    sets: readonly string[],
    publications: readonly Publication[],
    random: Random,
  ): void {
    for (const audience of AUDIENCES) {
      const publication = publications.find(({ key }) => key === audience);
      if (!publication) continue;
      const waiting = new Set(
        cohorts.members.filter(
          (member) => !publication.names(member, subject) && !this.isDrawnFor(audience, subject, member),
        ),
      );
      for (const set of this.#setsToDrawIn(cohorts, sets)) {
        for (const measure of measures) {
          const shown = (member: Member) => this.valueFor(audience, subject, member, measure.key);
          for (const [member, value] of exchange(measure, set, (each) => waiting.has(each), shown, random))
            this.#note(`${audience} ${subject}`, member, measure.key, value);
        }
        for (const member of set) {
          if (waiting.delete(member)) this.#note(`${audience} ${subject}`, member);
        }
      }
    }
  }

  #note(key: `${Audience} ${Subject}`, { submission, values }: Member, measure?: string, value?: number): void {
    const exchanged = this.#exchanged.get(submission) ?? {};
    this.#exchanged.set(submission, exchanged);
    const noted = (exchanged[key] ??= {});
    if (measure !== undefined && value !== undefined && value !== values[measure]) noted[measure] = value;
  }

  /** What has been drawn for a submission; undefined when nothing has. */
  exchangedOf(submission: string): Exchanged | undefined {
    return this.#exchanged.get(submission);
  }
}
