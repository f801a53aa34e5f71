import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { latestCatalogue } from '../catalogues/published.ts';
import type { ExampleRow, ExampleStage } from '../database/schema.ts';
import type { Deps } from '../deps.ts';
import type { ExampleText } from '../showcase/contract.ts';
import { slugOf } from '../http/slug.ts';
import { newExample } from '../showcase/examples.ts';
import { endOfShowing } from '../showcase/expiry.ts';
import { reencoded } from '../showcase/picture.ts';
import { keepPicture } from '../showcase/picture-store.ts';
import { exampleById } from '../showcase/queries.ts';
import { standoutListFor } from '../showcase/standouts.ts';
import { indexExample } from '../showcase/transition.ts';
import { EMPTY_TEXT } from '../showcase/view.ts';
import { landscape } from './landscape.ts';

interface InventedText extends Omit<ExampleText, 'contactEmail' | 'link' | 'pictures'> {
  readonly subject: string;
  /** Which drawing, and its words. */
  readonly picture?: number;
  readonly alt?: string;
}

const read = (name: string) => parse(readFileSync(new URL(name, import.meta.url), 'utf8')) as InventedText[];

interface Told {
  readonly organisation: { readonly code: string; readonly shortName: string };
  readonly origin: ExampleRow['origin'];
  readonly year: number;
  readonly catalogue: string;
  readonly reasons: string;
  readonly stage: ExampleStage;
  readonly message?: string;
  /** When it was published, or last touched. */
  readonly at: Date;
}

async function insert(deps: Deps, text: InventedText | null, subject: string, told: Told): Promise<void> {
  const { organisation, stage, at } = told;
  const id = deps.newId();
  const contactEmail = `kontakt@${slugOf(organisation.shortName)}.example`;
  const words = text === null ? EMPTY_TEXT : { ...EMPTY_TEXT, ...pickWords(text), contactEmail };
  const row = newExample(
    {
      organisation_code: organisation.code,
      origin: told.origin,
      subject,
      year: told.year,
      catalogue: told.catalogue,
      reasons: told.reasons,
      stage,
      text: JSON.stringify(words),
      message: told.message ?? '',
    },
    id,
    slugOf(`${organisation.shortName} ${subject} ${told.year}`),
    at.toISOString(),
  );
  await deps.db.insertInto('examples').values(row).execute();
  const pictures =
    text?.picture === undefined
      ? []
      : [{ id: await keepPicture(deps, id, await reencoded(await landscape(text.picture))), alt: text.alt ?? '' }];
  const stored = JSON.stringify({ ...words, pictures });
  await deps.db
    .updateTable('examples')
    .set({
      text: stored,
      ...(stage === 'published'
        ? {
            told: told.origin === 'invited' ? 1 : 0,
            shown: stored,
            published_at: at.toISOString(),
            expires_at: endOfShowing(at),
          }
        : {}),
      ...(stage === 'consented' ? { consented: stored, consented_at: at.toISOString() } : {}),
    })
    .where('id', '=', id)
    .execute();
  const placed = await exampleById(deps.db, id);
  if (placed?.shown) await indexExample(deps.db, placed);
}

function pickWords({ subject: _subject, picture: _picture, alt: _alt, ...words }: InventedText) {
  return words;
}

const DAY = 86_400_000;

/**
 * The demo's showcase: examples from those that the rule finds, a few offered unasked, and for Lund one that is shown,
 * one invitation and one on its way; one waits for SKL and one soon ends.
 */
export async function seedExamples(deps: Deps, years: readonly number[]): Promise<void> {
  const now = deps.now().getTime();
  const taken = new Set<string>();
  const texts = read('examples.yaml');
  for (const [i, text] of texts.entries()) {
    const stage = i === texts.length - 1 ? 'consented' : 'published';
    // The first one is from the oldest year, was published almost two years ago and soon ends.
    for (const year of i === 0 ? years.toReversed() : years) {
      const { organisations, catalogue } = await standoutListFor(deps, year);
      const found = organisations
        .filter(({ organisation }) => !taken.has(organisation.code) && organisation.code !== '1281')
        .flatMap(({ organisation, standouts }) =>
          standouts.filter(({ why }) => why.subject === text.subject).map(({ why }) => ({ organisation, why })),
        )[0];
      if (!found) continue;
      taken.add(found.organisation.code);
      await insert(deps, text, text.subject, {
        organisation: { code: found.organisation.code, shortName: await shortName(deps, found.organisation.code) },
        origin: 'invited',
        year,
        catalogue,
        reasons: JSON.stringify([found.why]),
        stage,
        at: new Date(now - (i === 0 ? 690 : 12 + 23 * i) * DAY),
      });
      break;
    }
  }
  await seedOwn(deps, taken, now);
  await seedLund(deps, years, now);
}

async function shortName(deps: Deps, code: string): Promise<string> {
  const row = await deps.db
    .selectFrom('organisations')
    .select('short_name')
    .where('code', '=', code)
    .executeTakeFirstOrThrow();
  return row.short_name;
}

/** Two of the members that have not been invited offer something of their own. */
async function seedOwn(deps: Deps, taken: ReadonlySet<string>, now: number): Promise<void> {
  const members = await deps.db
    .selectFrom('memberships')
    .innerJoin('organisations', 'organisations.code', 'memberships.organisation_code')
    .select(['code', 'short_name'])
    .where('left_on', 'is', null)
    .where('population', '<', 40_000)
    .where('kind', '=', 'kommun')
    .orderBy('population', 'desc')
    .execute();
  const free = members.filter(({ code }) => !taken.has(code));
  for (const [i, text] of read('own-examples.yaml').entries()) {
    const organisation = free[i * 5];
    if (!organisation) continue;
    await insert(deps, text, text.subject, {
      organisation: { code: organisation.code, shortName: organisation.short_name },
      origin: 'own',
      year: deps.now().getFullYear(),
      catalogue: latestCatalogue(deps).version,
      reasons: '[]',
      stage: 'published',
      at: new Date(now - (3 + 30 * i) * DAY),
    });
  }
}

async function seedLund(deps: Deps, years: readonly number[], now: number): Promise<void> {
  const organisation = { code: '1281', shortName: 'Lund' };
  for (const year of years) {
    const { organisations, catalogue } = await standoutListFor(deps, year);
    const mine = organisations.find((each) => each.organisation.code === '1281');
    if (!mine) continue;
    const [shown, invited] = mine.standouts;
    const common = { organisation, origin: 'invited', year, catalogue } as const;
    if (shown)
      await insert(
        deps,
        {
          subject: shown.why.subject,
          title: 'Föreningarna är med och skriver dagordningen',
          what: 'Fyra gånger om året möts kommunen och föreningarna. Hälften av punkterna på dagordningen kommer från föreningarna, och de leder mötet varannan gång.',
          why: 'Dialogen handlade om det som kommunen ville fråga om, inte om det som människor behövde ta upp.',
          effect:
            'Tolv förslag har prövats i nämnd och sju har blivit av. Föreningarna säger att de vet vart de ska vända sig.',
          hard: 'Att släppa ifrån sig klubban. De första mötena var tysta, och det fick de vara.',
          time: 'Ungefär tre veckors arbete om året.',
          suited: 'Kommuner som har många föreningar men ingen samlad kontakt med dem.',
          contact: 'MR-samordnaren på kommunkontoret',
          picture: 5,
          alt: 'Tecknad bild av ett böljande landskap i dagsljus. Bilden är en illustration.',
        },
        shown.why.subject,
        { ...common, reasons: JSON.stringify([shown.why]), stage: 'published', at: new Date(now - 40 * DAY) },
      );
    if (invited)
      await insert(deps, null, invited.why.subject, {
        ...common,
        reasons: JSON.stringify([invited.why]),
        stage: 'invited',
        message: 'Hej! Flera i nätverket har frågat hur ni fick det här att fungera. Vill ni berätta?',
        at: new Date(now - 2 * DAY),
      });
    return;
  }
}
