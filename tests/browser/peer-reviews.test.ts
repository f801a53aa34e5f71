import { afterAll, beforeAll, expect, test } from 'vitest';
import { problemsOn } from './axe.ts';
import { drawn, open, Site } from './site.ts';

/** README, "Kollegial granskning": Klippan reads Lund in the demo. */
let site: Site;
let id: string;
beforeAll(async () => {
  site = await Site.start({ demo: true });
  const row = await site.deps.db
    .selectFrom('peer_reviews')
    .select('id')
    .where('state', '=', 'open')
    .executeTakeFirstOrThrow();
  id = row.id;
});
afterAll(() => site.stop());

test('a guest notes, the host answers, both sign, and then the guest no longer reads', async () => {
  const kim = await site.as('samordnare@klippan.example', { viewport: { width: 320, height: 640 } });
  const sara = await site.as('samordnare@lund.example');
  await open(kim, '/oversikt');
  await kim.getByRole('link', { name: 'Ni läser Lunds kommun' }).click();
  await kim.getByRole('heading', { name: 'Lunds kommun, självskattning' }).waitFor();

  // A suggestion without words is asked for, and what was chosen stays.
  await kim.getByRole('button', { name: 'Anteckna om SL-04' }).click();
  await kim.getByRole('button', { name: /^Spara anteckningen/ }).click();
  await kim.getByRole('link', { name: 'Välj stämmer, fråga eller förslag.' }).waitFor();
  await kim.getByRole('radio', { name: /^Förslag/ }).check();
  await kim.getByRole('button', { name: /^Spara anteckningen/ }).click();
  await kim.getByRole('link', { name: 'Skriv frågan eller förslaget.' }).click();
  expect(await problemsOn(kim)).toEqual([]);
  await kim.getByLabel('Anteckning om SL-04', { exact: true }).fill('Pröva att räkna på en nämnd först.');
  expect(await kim.getByRole('radio', { name: /^Förslag/ }).isChecked()).toBe(true);

  // A colleague has written meanwhile: hers is shown, and what was typed here is still there.
  const colleague = await site.as('samordnare@klippan.example');
  await open(colleague, `/granskning/${id}`);
  await colleague.getByRole('button', { name: 'Anteckna om SL-04' }).click();
  await colleague.getByRole('radio', { name: /^Fråga/ }).check();
  await colleague.getByLabel('Anteckning om SL-04', { exact: true }).fill('Vilken nämnd?');
  await colleague.getByRole('button', { name: /^Spara anteckningen/ }).click();
  await colleague.getByText('Anteckningen om SL-04 är sparad.').waitFor();
  await kim.getByRole('button', { name: /^Spara anteckningen/ }).click();
  await kim.getByRole('link', { name: /^Någon annan har ändrat anteckningen/ }).waitFor();
  expect(await kim.locator('main').innerText()).toContain('Vilken nämnd?');
  expect(await kim.getByLabel('Anteckning om SL-04', { exact: true }).inputValue()).toBe(
    'Pröva att räkna på en nämnd först.',
  );
  await kim.getByRole('button', { name: /^Spara anteckningen/ }).click();
  await kim.getByText('Anteckningen om SL-04 är sparad.').waitFor();
  await kim.getByRole('button', { name: 'Med anteckning (4)' }).click();
  expect(await kim.getByRole('heading', { level: 4 }).allInnerTexts()).toHaveLength(4);

  await open(sara, `/granskning/${id}`);
  await sara.getByRole('button', { name: /^Att svara på/ }).click();
  await sara.getByRole('button', { name: 'Svara om SL-04' }).click();
  await sara.getByLabel('Svar om SL-04').fill('Det gör vi.');
  await sara.getByRole('button', { name: 'Spara svaret om SL-04' }).click();
  await sara.getByText('Svaret om SL-04 är sparat.').waitFor();

  const account = `/granskning/${id}/redogorelse`;
  for (const page of [sara, kim]) {
    await open(page, account);
    await page.getByLabel('Skriv er del').fill('En lång rad som visar hur mycket som ryms. '.repeat(34));
    await page.getByRole('button', { name: 'Spara er del' }).click();
    await page.getByText('Er del är sparad.').waitFor();
  }
  await open(sara, account);
  for (const page of [sara, kim]) {
    await page.getByRole('button', { name: 'Skriv under' }).click();
    await page.getByRole('button', { name: 'Ja, skriv under' }).click();
    await page.getByText('Ni har skrivit under.').waitFor();
  }
  await kim.getByText('Båda har skrivit under redogörelsen.').waitFor();
  await kim.getByText('Undertecknad för Lunds kommun av Sara Samordnare').waitFor();

  await open(kim, `/granskning/${id}`);
  await kim.getByText('Ni ser inte längre värdens självskattning').waitFor();
  expect(await kim.getByRole('heading', { level: 4 }).count()).toBe(0);
  await open(sara, `/granskning/${id}`);
  expect(await sara.locator('main').innerText()).toContain('Pröva att räkna på en nämnd först.');

  const skl = await site.as('natverk@skl.example');
  await open(skl, '/medlemmar');
  const row = skl.getByRole('region', { name: 'Kollegiala granskningar' }).getByRole('row', { name: /^Lunds kommun/ });
  expect(await row.innerText()).toContain('Klippans kommun');
  expect(site.errors).toEqual([]);
  for (const page of [kim, colleague, sara, skl]) await page.context().close();
});

test('what is typed in one form stays there, whatever is saved or shown beside it', async () => {
  await site.deps.db.updateTable('peer_reviews').set({ state: 'open' }).where('id', '=', id).execute();
  const kim = await site.as('samordnare@klippan.example');
  await open(kim, `/granskning/${id}`);
  await kim.getByRole('button', { name: /^Utan anteckning/ }).click();
  for (const code of ['SL-05', 'SL-06']) await kim.getByRole('button', { name: `Anteckna om ${code}` }).click();
  const form = (code: string) => kim.locator('form', { has: kim.getByText(`Vad säger ni om ${code}?`) });
  const text = (code: string) => kim.getByLabel(`Anteckning om ${code}`, { exact: true });
  await text('SL-06').fill('Om sex.');
  await form('SL-06')
    .getByRole('radio', { name: /^Fråga/ })
    .check();
  await text('SL-05').fill('Om fem.');
  await form('SL-05')
    .getByRole('radio', { name: /^Förslag/ })
    .check();
  await form('SL-05')
    .getByRole('button', { name: /^Spara anteckningen/ })
    .click();
  await kim.getByText('Anteckningen om SL-05 är sparad.').waitFor();
  // The row that was saved is no longer among those without a note, and the other form has moved up with its words.
  await form('SL-05').waitFor({ state: 'detached' });
  expect(await text('SL-06').inputValue()).toBe('Om sex.');
  // Also among those that it is not one of, and when a colleague has written the same note meanwhile.
  await kim.getByRole('button', { name: /^Med anteckning/ }).click();
  expect(await text('SL-06').inputValue()).toBe('Om sex.');
  await kim.getByRole('button', { name: /^Utan anteckning/ }).click();
  await site.deps.db
    .insertInto('peer_notes')
    .values({
      review_id: id,
      code: 'SL-06',
      kind: 'holds',
      text: 'Kollegans.',
      written_by: null,
      written_at: '2026-01-01T00:00:00.000Z',
      reply: '',
      replied_by: null,
      replied_at: null,
      revision: 1,
    })
    .execute();
  await form('SL-06')
    .getByRole('button', { name: /^Spara anteckningen/ })
    .click();
  await kim.getByRole('link', { name: /^Någon annan har ändrat anteckningen/ }).waitFor();
  expect(await kim.locator('main').innerText()).toContain('Kollegans.');
  expect(await text('SL-06').inputValue()).toBe('Om sex.');
  let asked = 0;
  await form('SL-06')
    .getByRole('button', { name: /^Spara anteckningen/ })
    .click();
  await kim.getByText('Anteckningen om SL-06 är sparad.').waitFor();
  const stored = await site.deps.db
    .selectFrom('peer_notes')
    .select(['code', 'kind', 'text'])
    .where('review_id', '=', id)
    .where('code', 'in', ['SL-05', 'SL-06'])
    .orderBy('code')
    .execute();
  expect(stored).toEqual([
    { code: 'SL-05', kind: 'suggestion', text: 'Om fem.' },
    { code: 'SL-06', kind: 'question', text: 'Om sex.' },
  ]);
  // Words that have not been saved are not signed away.
  await open(kim, `/granskning/${id}/redogorelse`);
  await site.deps.db
    .updateTable('peer_reviews')
    .set({ host_text: 'V.', guest_text: 'G.', guest_signed_at: null, host_signed_at: null })
    .where('id', '=', id)
    .execute();
  await open(kim, `/granskning/${id}/redogorelse`);
  await kim.getByLabel('Ändra er del').fill('Bättre ord.');
  kim.once('dialog', (dialog) => {
    asked += 1;
    void dialog.dismiss();
  });
  await kim.getByRole('button', { name: 'Skriv under' }).click();
  await kim.getByRole('button', { name: 'Ja, skriv under' }).click();
  expect(asked).toBe(1);
  const { guest_signed_at } = await site.deps.db
    .selectFrom('peer_reviews')
    .select('guest_signed_at')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  expect(guest_signed_at).toBeNull();
  expect(await kim.getByLabel('Ändra er del').inputValue()).toBe('Bättre ord.');
  await kim.context().close();
});

test.each([12, 100])(
  'the account of at most %d noted criteria fits on two printed pages when both have written all they can',
  async (most) => {
    const { db } = site.deps;
    const { assessment_id } = await db
      .selectFrom('peer_reviews')
      .select('assessment_id')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const codes = await db
      .selectFrom('answers')
      .select('code')
      .where('assessment_id', '=', assessment_id)
      .where('kind', '=', 'criterion')
      .execute();
    await db.deleteFrom('peer_notes').where('review_id', '=', id).execute();
    await db
      .insertInto('peer_notes')
      .values(
        codes.slice(0, most).map(({ code }, i) => ({
          review_id: id,
          code,
          kind: (['holds', 'question', 'suggestion'] as const)[i % 3] ?? 'holds',
          text: 'x',
          written_by: null,
          written_at: '2026-01-01T00:00:00.000Z',
          reply: '',
          replied_by: null,
          replied_at: null,
          revision: 1,
        })),
      )
      .execute();
    // Short lines take the most room.
    const text = `${'Rad som är kort.\n'.repeat(29)}${'Och en som är lång. '.repeat(70)}`.slice(0, 1500).trim();
    await db.updateTable('peer_reviews').set({ host_text: text, guest_text: text }).where('id', '=', id).execute();
    const page = await site.as('samordnare@lund.example');
    await page.goto(`/granskning/${id}/redogorelse`);
    await drawn(page);
    const pages = (await page.pdf()).toString('latin1').match(/\/Type\s*\/Page\b/g);
    expect(pages?.length).toBeLessThanOrEqual(2);
    await page.context().close();
  },
);

test('a member is asked, and may say no', async () => {
  await site.deps.db.updateTable('peer_reviews').set({ state: 'ended' }).execute();
  const sara = await site.as('samordnare@lund.example');
  const kim = await site.as('samordnare@klippan.example');
  await open(sara, '/granskning');
  await sara.getByRole('button', { name: 'Skicka förslaget' }).click();
  await sara.getByRole('link', { name: 'Välj om ni vill läsa eller bli lästa.' }).waitFor();
  await sara.getByRole('radio', { name: /^Låta en annan medlem läsa er/ }).check();
  await sara.getByLabel('Vilken medlem?').selectOption({ label: 'Klippans kommun' });
  await sara.getByLabel('Hälsning (frivilligt)').fill('Vill ni läsa igen?');
  expect(await sara.locator('main').innerText()).toContain('allmän handling även hos gästen');
  await sara.getByRole('button', { name: 'Skicka förslaget' }).click();
  await sara.getByText('Väntar på svar från Klippans kommun.').waitFor();
  await open(sara, '/granskning');
  await sara.getByRole('link', { name: 'Förslag: Klippans kommun läser er' }).waitFor();
  await open(kim, '/oversikt');
  await kim.getByRole('link', { name: 'Förslag: ni läser Lunds kommun' }).click();
  await kim.getByText('Vill ni läsa igen?').waitFor();
  // Said before the yes.
  expect(await kim.locator('main').innerText()).toContain('kan bli allmän handling hos er');
  await kim.getByRole('button', { name: 'Tacka nej' }).click();
  await kim.getByRole('button', { name: 'Ja, tacka nej' }).click();
  await kim.getByText('Ni har tackat nej.').waitFor();
  expect(site.errors).toEqual([]);
  for (const page of [sara, kim]) await page.context().close();
});
