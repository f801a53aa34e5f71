import type { PublicationKey, Subject } from '../../../criteria/comparison/disclose.ts';
import { isShown, lotIn, type Member } from '../../../criteria/comparison/edition-model.ts';
import { COUNTIES as ALL_COUNTIES, peersOf } from '../../../criteria/comparison/peer-groups.ts';
import { isNamedTo, type Stretch, type Visibility } from '../../../criteria/comparison/readers.ts';
import { attack, type Held } from './attacker.ts';
import { MEASURES, type Life } from './network.ts';

export interface Attacker {
  readonly name: string;
  readonly holds: readonly PublicationKey[];
  readonly sees: (visibility: Visibility) => boolean;
  readonly largest: number;
}

const COUNTIES = ['01', '12', '14', '20'];
export const ATTACKERS: readonly Attacker[] = [
  { name: 'a member', holds: ['members', 'public'], sees: isNamedTo.members, largest: 5 },
  {
    name: 'a member with the report of every county',
    holds: [
      'members',
      'public',
      'counties',
      ...Object.keys(ALL_COUNTIES).map((code): PublicationKey => `county:${code}`),
    ],
    sees: isNamedTo.members,
    largest: 5,
  },
  { name: 'anyone', holds: ['public'], sees: isNamedTo.public, largest: 4 },
  ...COUNTIES.map((county): Attacker => ({
    name: `the county viewer of ${county}`,
    holds: [`county:${county}`, 'public'],
    sees: isNamedTo.county(county),
    largest: 4,
  })),
  {
    name: 'the national coordinator in 20',
    holds: ['counties', 'county:20', 'public'],
    sees: isNamedTo.county('20'),
    largest: 4,
  },
];

const seenIn = (stretches: readonly Stretch[], year: 'sharing' | 'before', sees: Attacker['sees']) =>
  new Set(
    stretches.flatMap((stretch) => [...stretch[year]].filter(([, shared]) => sees(shared)).map(([code]) => code)),
  );

const known = new WeakMap<Life, Map<string, readonly Member[]>>();

/** Who is in a group's figure of an edition: asked for by every reader, from every time, for every measure. */
function coveredBy(life: Life, edition: number, subject: Subject, group: string): readonly Member[] {
  const sets = known.get(life) ?? new Map<string, readonly Member[]>();
  known.set(life, sets);
  const key = `${edition} ${subject} ${group}`;
  let covered = sets.get(key);
  if (!covered) {
    covered = (life.editions[edition - 1]?.members ?? []).filter(
      (member) =>
        peersOf(member, [group]).includes(group) &&
        (subject === 'levels' || Object.keys(member.values).some((each) => each.startsWith('change:'))),
    );
    sets.set(key, covered);
  }
  return covered;
}

/** What an attacker who began to read at stretch `start` holds of one measure. */
export function heldFrom(life: Life, start: number, attacker: Attacker, key: string): Held[] {
  const readable = new Set(life.stretches.slice(start).map(({ edition }) => edition));
  const subject: Subject = key.startsWith('change:') ? 'change' : 'levels';
  return life.editions
    .filter(({ number }) => readable.has(number))
    .flatMap(({ number, pages }) =>
      attacker.holds.flatMap((publication) =>
        [...(pages.get(publication) ?? [])].flatMap(([group, page]): Held[] => {
          const figure = page[key];
          if (!isShown(figure) || figure.scope !== 'everyone') return [];
          const covered = coveredBy(life, figure.edition, subject, group);
          /** What is drawn for a member's value, for the readers of the publication and for the members. */
          const lotOf = ({ organisation, values }: Member): number | undefined => {
            const lots = life.lots[number - 1]?.get(organisation);
            const own = values[key] ?? -1;
            const forPublic = publication === 'public' ? lotIn(lots?.[`public ${subject}`]?.[key], own) : undefined;
            return forPublic ?? lotIn(lots?.[`members ${subject}`]?.[key], own);
          };
          return [
            {
              figure,
              covered,
              isDrawn: (member) => lotOf(member) !== undefined,
              counted: (member) => lotOf(member) ?? member.values[key] ?? -1,
            },
          ];
        }),
      ),
    );
}

/** What an attacker works out, whenever it began to read; one at a time, so that a proof can stop at the first. */
export function* attacksOf(life: Life, attacker: Attacker): Generator<ReturnType<typeof attack>> {
  for (const start of life.stretches.keys()) {
    const window = life.stretches.slice(start);
    const nothing = { now: new Set<string>(), before: new Set<string>() };
    // Who has heard what the showcase tells; and who has not, to whom the one that was told about is there to be found.
    for (const heard of life.told.now.size + life.told.before.size > 0 ? [life.told, nothing] : [nothing]) {
      const seen = new Set([...seenIn(window, 'sharing', attacker.sees), ...heard.now]);
      const before = new Set([...seenIn(window, 'before', attacker.sees), ...heard.before]);
      for (const measure of MEASURES) {
        yield attack({
          measure,
          held: heldFrom(life, start, attacker, measure.key),
          seen: life.submissions.filter(
            ({ submission, organisation }) =>
              seen.has(submission) && (measure.kind !== 'change' || before.has(organisation)),
          ),
          largest: attacker.largest,
        });
      }
    }
  }
}
