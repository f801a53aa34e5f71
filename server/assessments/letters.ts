import { formatDate } from '../../criteria/present/format.ts';
import { paragraphSign } from '../../criteria/paragraph.ts';
import { askedIn } from '../../criteria/model.ts';
import { assessmentById, type LoadedAssessment } from '../access/requester.ts';
import { catalogueOf } from '../catalogues/published.ts';
import type { Deps } from '../deps.ts';
import type { Composer } from '../mail/send.ts';
import type { Decision } from './contract.ts';
import { handoutsOf, standingHandouts } from './handout-queries.ts';
import { assessmentHead, commentsOf } from './queries.ts';

const and = new Intl.ListFormat('sv-SE', { type: 'conjunction' });
const hello = (name: string | undefined) => `Hej ${name ?? ''}!`;

async function opened(
  deps: Deps,
  id: unknown,
): Promise<{ loaded: LoadedAssessment; year: number; titleOf: (code: string) => string } | null> {
  const loaded = await assessmentById(deps.db, String(id));
  if (!loaded) return null;
  const titles = new Map(askedIn(catalogueOf(deps, loaded.catalogue), loaded).map(({ code, title }) => [code, title]));
  const { year } = await assessmentHead(deps.db, loaded.id);
  return { loaded, year, titleOf: (code) => `${code} ${titles.get(code) ?? ''}`.trim() };
}

const pageOf = ({ config }: Deps, id: string, code: string) => `${config.publicUrl}/sjalvskattning/${id}/${code}`;

/** What is handed out to a person and waits for that person, in the order of the codes. */
async function openHandouts(deps: Deps, id: string, userId: string) {
  return (await standingHandouts(deps.db, id)).filter((row) => row.user_id === userId && row.waitsFor === 'colleague');
}

/** What the mails about an assessment say: where and by whom, never what the answers or comments say. */
export const assessmentLetters = {
  'handed-out': async (deps, { id, codes, by }, { user }) => {
    const found = await opened(deps, id);
    if (!found || !user) return null;
    const wanted = new Set(codes as readonly string[]);
    const rows = (await openHandouts(deps, found.loaded.id, user.id)).filter(({ code }) => wanted.has(code));
    const [first] = rows;
    if (!first || found.loaded.state !== 'draft') return null;
    const n = rows.length === 1 ? 'ett kriterium' : `${rows.length} kriterier`;
    return {
      subject: `Du har fått ${n} att svara på i MR-kollen`,
      paragraphs: [
        hello(user.name),
        `${String(by)} ber dig svara på ${n} i självskattningen för ${found.year}.${first.due ? ` Svara senast den ${formatDate(first.due)}.` : ''}`,
        ...(first.message === '' ? [] : [`${String(by)} skriver: ”${first.message}”`]),
        'Du väljer den nivå som stämmer, skriver kort varför och anger vad som visar det. Kan du inte svara? Lämna tillbaka kriteriet med en rad om vem som vet.',
      ],
      items: rows.map(({ code }) => found.titleOf(code)),
      link: { label: 'Svara här', url: pageOf(deps, found.loaded.id, first.code) },
      because: `Du får mejlet för att ${String(by)} har delat ut kriterier till dig.`,
    };
  },

  'taken-back': async (deps, { id, code, by }, { user }) => {
    const found = await opened(deps, id);
    // Handed out again in the meantime: nothing has been taken back.
    const again =
      found &&
      (await handoutsOf(deps.db, found.loaded.id)).some((row) => row.code === code && row.user_id === user?.id);
    if (!found || !user || again) return null;
    return {
      subject: `Du behöver inte längre svara på ${String(code)}`,
      paragraphs: [
        hello(user.name),
        `${String(by)} har tagit tillbaka ${found.titleOf(String(code))}. Har du redan svarat finns svaret kvar.`,
      ],
      link: { label: 'Se vad du har kvar', url: `${deps.config.publicUrl}/oversikt` },
      because: 'Du får mejlet för att kriteriet var utdelat till dig.',
    };
  },

  'handed-back': async (deps, { id, code, by }, { user }) => {
    const found = await opened(deps, id);
    if (!found || !user) return null;
    return {
      subject: `${String(by)} kan inte svara på ${String(code)}`,
      paragraphs: [
        hello(user.name),
        `${String(by)} har lämnat tillbaka ${found.titleOf(String(code))}. Skälet står bland kommentarerna.`,
      ],
      link: { label: 'Läs varför, och dela ut till någon annan', url: pageOf(deps, found.loaded.id, String(code)) },
      because: 'Du får mejlet för att du är samordnare.',
    };
  },

  returned: async (deps, { id, code, by }, { user }) => {
    const found = await opened(deps, id);
    if (!found || !user || found.loaded.state !== 'draft') return null;
    const row = (await openHandouts(deps, found.loaded.id, user.id)).find((each) => each.code === code);
    // Answered, accepted or taken back in the meantime.
    if (row?.state !== 'returned') return null;
    return {
      subject: `En fråga om ditt svar på ${String(code)}`,
      paragraphs: [
        hello(user.name),
        `${String(by)} har läst ditt svar på ${found.titleOf(String(code))} och undrar något. Frågan står bland kommentarerna.`,
        'Ändra eller förtydliga svaret och säg sedan att det är klart igen.',
      ],
      link: { label: 'Läs frågan', url: `${pageOf(deps, found.loaded.id, String(code))}?kommentarer` },
      because: 'Du får mejlet för att kriteriet är utdelat till dig.',
    };
  },

  'all-done': async (deps, { id, from, by }, { user }) => {
    const found = await opened(deps, id);
    if (!found || !user || found.loaded.state !== 'draft') return null;
    const rows = (await standingHandouts(deps.db, found.loaded.id)).filter((row) => row.user_id === from);
    const toRead = rows.filter(({ waitsFor }) => waitsFor === 'coordinator');
    // Changed again, sent back or read in the meantime.
    if (toRead.length === 0 || rows.some(({ state }) => state !== 'done' && state !== 'accepted')) return null;
    const n = toRead.length === 1 ? 'Ett svar' : `${toRead.length} svar`;
    return {
      subject: `${String(by)} är klar med sina kriterier`,
      paragraphs: [
        hello(user.name),
        `Alla svar från ${String(by)} är klara i självskattningen för ${found.year}. ${n} väntar på att du läser.`,
      ],
      items: toRead.map(({ code }) => found.titleOf(code)),
      link: {
        label: 'Läs och godta svaren',
        url: `${deps.config.publicUrl}/sjalvskattning/${found.loaded.id}/utdelat?hos=${String(from)}`,
      },
      because: 'Du får mejlet för att du är samordnare.',
    };
  },

  comment: async (deps, { id, code, since }, { user }) => {
    const found = await opened(deps, id);
    if (!found || !user) return null;
    const rows = (await commentsOf(deps.db, found.loaded.id, String(code))).filter(
      (row) => row.created_at >= String(since) && row.user_id !== user.id,
    );
    if (rows.length === 0) return null;
    const names = and.format(new Set(rows.map(({ name }) => name ?? 'Någon')));
    const n = rows.length === 1 ? 'en kommentar' : `${rows.length} kommentarer`;
    return {
      subject: `Ny kommentar till ${String(code)}`,
      paragraphs: [hello(user.name), `${names} har skrivit ${n} till ${found.titleOf(String(code))}.`],
      link: { label: 'Läs och svara', url: pageOf(deps, found.loaded.id, String(code)) },
      because: 'Du får mejlet för att du är samordnare, eller för att kriteriet är utdelat till dig.',
    };
  },

  'due-soon': async (deps, { id, due }, { user }) => {
    const found = await opened(deps, id);
    if (!found || !user || found.loaded.state !== 'draft') return null;
    const rows = (await openHandouts(deps, found.loaded.id, user.id)).filter((row) => row.due === due);
    const [first] = rows;
    if (!first) return null;
    const n = rows.length === 1 ? 'Ett kriterium väntar' : `${rows.length} kriterier väntar`;
    return {
      subject: `Svara senast den ${formatDate(String(due))}`,
      paragraphs: [hello(user.name), `${n} på ditt svar i självskattningen för ${found.year}.`],
      items: rows.map(({ code }) => found.titleOf(code)),
      link: { label: 'Svara här', url: pageOf(deps, found.loaded.id, first.code) },
      because: 'Du får mejlet för att kriterierna är utdelade till dig.',
    };
  },

  adopted: async (deps, { id }, { user }) => {
    const found = await opened(deps, id);
    if (!found || !user || found.loaded.state !== 'adopted') return null;
    const { decision } = await assessmentHead(deps.db, found.loaded.id);
    if (decision === null) return null;
    const { body, date, paragraph } = JSON.parse(decision) as Decision;
    return {
      subject: `Tack! Självskattningen för ${found.year} är fastställd`,
      paragraphs: [
        hello(user.name),
        `${body} fastställde självskattningen den ${formatDate(date)}, ${paragraphSign(paragraph)}. Tack för dina svar: de är en del av beslutet.`,
        'Fråga din samordnare om du vill se hela resultatet.',
      ],
      link: { label: 'Till MR-kollen', url: `${deps.config.publicUrl}/oversikt` },
      because: 'Du får mejlet för att du har svarat på kriterier.',
    };
  },
} as const satisfies Record<string, Composer>;
