import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { InvitationLink, OrganisationUsers } from '../../server/accounts/contract.ts';
import type { Config } from '../../server/config.ts';
import { letters } from '../../server/letters.ts';
import type { MailChoices, MailStanding } from '../../server/mail/contract.ts';
import { MAIL_KINDS } from '../../server/mail/kinds.ts';
import { deliver } from '../../server/mail/smtp.ts';
import { forgetMails, sendDue } from '../../server/mail/send.ts';
import { queueReminders } from '../../server/reminders/due.ts';
import { Inbox, read } from './inbox.ts';
import { submitted } from './submitted.ts';
import { Service, type Person } from './service.ts';

/** Mail: what is told, to whom, once; with a real mail server that also has bad days. */
let inbox: Inbox;
let service: Service;
let sara: Person;
let kim: Person;

beforeAll(async () => {
  inbox = await Inbox.open();
});
afterAll(() => inbox.close());

beforeEach(async () => {
  inbox.manner = 'takes';
  inbox.taken();
  service = await Service.start({ mail: { url: inbox.url, from: 'MR-kollen <mr@kollen.example>' } });
  sara = await service.person('coordinator');
  kim = await service.person('contributor');
});
afterEach(() => service.stop());

const send = () => sendDue(service.deps, letters);
const later = (minutes: number) => {
  service.clock.now = new Date(service.clock.now.getTime() + minutes * 60_000);
};
/** Sends what is due and reads what came: who it is to, and its subject. */
const arrives = async () => {
  await send();
  return inbox.taken().map((mail) => [mail.to, read(mail).subject]);
};
const emailOf = async ({ id }: Person) =>
  (await service.deps.db.selectFrom('users').select('email').where('id', '=', id).executeTakeFirstOrThrow()).email;
const states = async () =>
  (await service.deps.db.selectFrom('mails').select('state').orderBy('created_at').execute()).map(({ state }) => state);
const invite = async (email = 'ny@lund.example') =>
  (
    await service.call('POST', '/api/v1/organisations/1281/invitations', {
      as: sara,
      payload: { email, name: 'Nils Ny', role: 'contributor' },
    })
  ).json<InvitationLink>();
const handOut = (id: string, codes: readonly string[], due: string | null = null, message = '') =>
  service.call('POST', `/api/v1/assessments/${id}/handouts`, {
    as: sara,
    payload: { userId: kim.id, codes, message, due },
  });

describe('an invitation', () => {
  test('comes by mail with a link of its own, which lets the person in; the one shown does too', async () => {
    const shown = await invite();
    expect(shown.mailed).toBe(true);
    await send();
    const [mail] = inbox.taken();
    if (!mail) throw new Error('No mail came.');
    const { subject, text } = read(mail);
    expect([mail.to, mail.from, subject]).toEqual([
      'ny@lund.example',
      'mr@kollen.example',
      'Inbjudan till MR-kollen för Lunds kommun',
    ]);
    expect(text).toContain('Hej Nils Ny!');
    const sent = /http:\/\/mr-kollen\.test\/inbjudan\/\S+/.exec(text)?.[0] ?? '';
    expect(sent).not.toBe(shown.link);
    for (const link of [sent, shown.link])
      expect((await service.call('GET', new URL(link).pathname)).statusCode, link).toBe(200);
    // No link rests in the database.
    const rows = JSON.stringify([
      await service.deps.db.selectFrom('invitations').selectAll().execute(),
      await service.deps.db.selectFrom('mails').selectAll().execute(),
    ]);
    for (const link of [sent, shown.link]) expect(rows).not.toContain(link.split('/').at(-1));
  });

  test('that is withdrawn before it is sent is not sent', async () => {
    const { id } = await invite();
    await service.call('DELETE', `/api/v1/invitations/${id}`, { as: sara });
    expect(await arrives()).toEqual([]);
    expect(await states()).toEqual(['skipped']);
  });

  test('is ready text where the service sends no mail, and nothing waits for the day it does', async () => {
    const without = await Service.start({ mail: null });
    try {
      const lead = await without.person('coordinator');
      const made = (
        await without.call('POST', '/api/v1/organisations/1281/invitations', {
          as: lead,
          payload: { email: 'ny@lund.example', name: 'Nils Ny', role: 'decision_maker' },
        })
      ).json<InvitationLink>();
      expect(made.mailed).toBe(false);
      expect(made.letter.to).toBe('ny@lund.example');
      expect(made.letter.text).toContain(made.link);
      expect(made.letter.text).toContain('Din roll blir beslutsfattare.');
      expect(await without.deps.db.selectFrom('mails').selectAll().execute()).toEqual([]);
    } finally {
      await without.stop();
    }
  });

  test('a new password is told to whoever has the account', async () => {
    const link = (await service.call('POST', `/api/v1/users/${kim.id}/reset`, { as: sara })).json<InvitationLink>();
    expect(await arrives()).toEqual([[await emailOf(kim), 'Välj ett nytt lösenord i MR-kollen']]);
    await service.call('POST', new URL(link.link).pathname, {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'name=Kim&password=fyra+andra+ord+nu&repeat=fyra+andra+ord+nu',
    });
    expect(await arrives()).toEqual([[await emailOf(kim), 'Ditt lösenord i MR-kollen är bytt']]);
  });

  test('a reset asked for from outside is told at once, without any link to it', async () => {
    const skl = await service.person('network_admin', null);
    const payload = { email: await emailOf(sara) };
    const made = (await service.call('POST', '/api/v1/network/resets', { as: skl, payload })).json<InvitationLink>();
    expect(made.mailed).toBe(false);
    await send();
    const [mail] = inbox.taken();
    expect(mail && read(mail).subject).toBe('Någon har begärt ett nytt lösenord för ditt konto');
    expect(mail && read(mail).text).not.toContain('/inbjudan/');
  });
});

describe('what happens in an assessment', () => {
  let id: string;
  beforeEach(async () => {
    id = await service.assessment(sara);
  });

  test('criteria handed out are one mail, with titles, message and day; what is answered or taken back meanwhile is left out', async () => {
    await handOut(id, ['SL-01', 'SL-02', 'SL-05'], '2026-12-11', 'Du vet mest om det här.');
    await service.answer(kim, id, 'SL-02', { level: 2 });
    await send();
    const mails = inbox.taken();
    expect(mails).toHaveLength(1);
    const { subject, text } = read(mails[0] ?? { raw: '', to: '', from: '' });
    expect(subject).toBe('Du har fått 2 kriterier att svara på i MR-kollen');
    expect(text).toContain('Svara senast den 11 december 2026.');
    expect(text).toContain('”Du vet mest om det här.”');
    expect(text).toMatch(/- SL-01 .+\n- SL-05 /);
    expect(text).not.toContain('SL-02');
    expect(text).toContain(`http://mr-kollen.test/sjalvskattning/${id}/SL-01`);
    expect(text).toContain('http://mr-kollen.test/konto#mejl');
  });

  test('taken back and handed back are told to the other', async () => {
    await handOut(id, ['SL-01', 'SL-02']);
    await send();
    inbox.taken();
    await service.call('DELETE', `/api/v1/assessments/${id}/handouts/SL-01/${kim.id}`, { as: sara });
    expect(await arrives()).toEqual([[await emailOf(kim), 'Du behöver inte längre svara på SL-01']]);
    const payload = { reason: 'Fråga HR.' };
    await service.call('POST', `/api/v1/assessments/${id}/answers/SL-02/hand-back`, { as: kim, payload });
    await send();
    const [mail] = inbox.taken();
    expect(mail?.to).toBe(await emailOf(sara));
    expect(mail && read(mail).subject).toMatch(/ kan inte svara på SL-02$/);
    expect(mail && read(mail).text).not.toContain('Fråga HR.');
  });

  test('whoever is named an assessor is told by whom and as what; and not when it has been taken back meanwhile', async () => {
    const at = `/api/v1/assessments/${id}/panel`;
    await service.call('POST', `${at}/criteria`, { as: sara, payload: { codes: ['SL-01'] } });
    const name = (as: string, userId: string | null) =>
      service.call('POST', `${at}/assessors`, { as: sara, payload: { name: as, userId } });
    await name('HR-chefen', kim.id);
    await name('Kommunstyrelsen', sara.id);
    await name('Socialnämnden', null);
    await send();
    const [mail, ...more] = inbox.taken();
    expect(more).toEqual([]);
    expect(mail?.to).toBe(await emailOf(kim));
    expect(mail && read(mail).subject).toBe('Du är bedömare i MR-kollen');
    expect(mail && read(mail).text).toContain('Du bedömer som HR-chefen.');
    const other = await service.person('contributor');
    const added = await name('Ekonomichefen', other.id);
    const { panel } = added.json<{ panel: { assessors: { id: string; userId: string | null }[] } }>();
    await service.call(
      'DELETE',
      `${at}/assessors/${panel.assessors.find(({ userId }) => userId === other.id)?.id ?? ''}`,
      {
        as: sara,
      },
    );
    await send();
    expect(inbox.taken()).toEqual([]);
  });

  test('a question about an answer is told to the colleague, without what it asks; and not when it is settled meanwhile', async () => {
    await handOut(id, ['SL-01', 'SL-02']);
    await send();
    inbox.taken();
    for (const code of ['SL-01', 'SL-02']) await service.answer(kim, id, code, { level: 3 });
    const review = (payload: Record<string, unknown>) =>
      service.call('POST', `/api/v1/assessments/${id}/handouts/review`, {
        as: sara,
        payload: { userId: kim.id, ...payload },
      });
    await review({ to: 'returned', code: 'SL-01', question: 'Vem har beslutat det?' });
    await review({ to: 'returned', code: 'SL-02', question: 'Och det här?' });
    await review({ to: 'accepted', answers: [{ code: 'SL-02', revision: 1 }] });
    await send();
    const [mail, ...more] = inbox.taken();
    expect(more).toEqual([]);
    expect(mail?.to).toBe(await emailOf(kim));
    expect(mail && read(mail).subject).toBe('En fråga om ditt svar på SL-01');
    expect(mail && read(mail).text).not.toContain('Vem har beslutat');
    expect(mail && read(mail).text).toContain(`http://mr-kollen.test/sjalvskattning/${id}/SL-01?kommentarer`);
  });

  test('the coordinator is told when a colleague is done with everything, ten minutes later and once', async () => {
    await handOut(id, ['SL-01', 'SL-02']);
    await send();
    inbox.taken();
    for (const code of ['SL-01', 'SL-02']) await service.answer(kim, id, code, { level: 3 });
    const step = (codes: readonly string[], to: string) =>
      service.call('POST', `/api/v1/assessments/${id}/handouts/own-steps`, { as: kim, payload: { codes, to } });
    await step(['SL-01'], 'done');
    later(11);
    expect(await arrives()).toEqual([]);
    await step(['SL-02'], 'done');
    expect(await arrives()).toEqual([]);
    await step(['SL-02'], 'undone');
    later(11);
    expect(await arrives()).toEqual([]);
    // Regretted and said again before the mail has gone: told once.
    await step(['SL-02'], 'done');
    later(1);
    await step(['SL-02'], 'undone');
    later(1);
    await step(['SL-02'], 'done');
    await step(['SL-01', 'SL-02'], 'done');
    later(11);
    await send();
    const [mail, ...more] = inbox.taken();
    expect(more).toEqual([]);
    expect(mail?.to).toBe(await emailOf(sara));
    expect(mail && read(mail).subject).toMatch(/ är klar med sina kriterier$/);
    expect(mail && read(mail).text).toContain('2 svar väntar på att du läser.');
    expect(mail && read(mail).text).toContain(`http://mr-kollen.test/sjalvskattning/${id}/utdelat?hos=${kim.id}`);
  });

  test('comments within ten minutes are one mail, which does not repeat what they say', async () => {
    await handOut(id, ['SL-01']);
    await send();
    inbox.taken();
    const comment = (as: Person, text: string) =>
      service.call('POST', `/api/v1/assessments/${id}/answers/SL-01/comments`, { as, payload: { text } });
    await comment(sara, 'Vad säger kansliet?');
    await comment(sara, 'Ring Amina.');
    expect(await arrives()).toEqual([]);
    later(9);
    await comment(sara, 'Det blev nio.');
    later(2);
    await send();
    const mails = inbox.taken();
    expect(mails.map(({ to }) => to)).toEqual([await emailOf(kim)]);
    const { text } = read(mails[0] ?? { raw: '', to: '', from: '' });
    expect(text).toContain('3 kommentarer till SL-01');
    expect(text).not.toMatch(/kansliet|Amina/);
    later(20);
    expect(await arrives()).toEqual([]);
    // What comes after it was sent is told in another.
    await comment(sara, 'En till.');
    later(11);
    expect(await arrives()).toEqual([[await emailOf(kim), 'Ny kommentar till SL-01']]);
  });

  test('when it is adopted, colleagues are thanked', async () => {
    await handOut(id, ['SL-01']);
    await send();
    inbox.taken();
    // Nobody thanks whoever has not answered.
    const idle = await service.person('contributor');
    await service.call('POST', `/api/v1/assessments/${id}/handouts`, {
      as: sara,
      payload: { userId: idle.id, codes: ['SL-05'], message: '', due: null },
    });
    await send();
    inbox.taken();
    await service.answer(kim, id, 'SL-01', { level: 2 });
    const step = (payload: Record<string, unknown>) =>
      service.call('POST', `/api/v1/assessments/${id}/transitions`, { as: sara, payload });
    await step({ to: 'ready' });
    const { hash } = await service.deps.db
      .selectFrom('assessments')
      .select('hash')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const decision = {
      body: 'Kommunstyrelsen',
      date: '2026-11-20',
      paragraph: '12',
      diarienummer: 'KS 1',
      maxSharing: 'none',
    };
    expect((await step({ to: 'adopted', hash, decision })).statusCode).toBe(204);
    expect(await arrives()).toEqual([[await emailOf(kim), 'Tack! Självskattningen för 2026 är fastställd']]);
  });

  test('three days before the day, whoever has something left is reminded once', async () => {
    await handOut(id, ['SL-01', 'SL-02'], '2026-11-27');
    await send();
    inbox.taken();
    await queueReminders(service.deps);
    expect(await arrives()).toEqual([]);
    later(24 * 60);
    await queueReminders(service.deps);
    await queueReminders(service.deps);
    expect(await arrives()).toEqual([[await emailOf(kim), 'Svara senast den 27 november 2026']]);
    later(24 * 60);
    await queueReminders(service.deps);
    expect(await arrives()).toEqual([]);
  });
});

describe('a round', () => {
  beforeEach(async () => {
    await service.join('1281', '0380');
    await service.round();
  });

  test('that closes in two weeks and in three days is told to coordinators who have not sent', async () => {
    const other = await service.person('coordinator', '0380');
    await service.person('coordinator', '0580');
    const both = [await emailOf(sara), await emailOf(other)].sort();
    const told = async (day: string) => {
      service.clock.now = new Date(`${day}T08:00:00Z`);
      await queueReminders(service.deps);
      return (await arrives()).map(([to]) => to).sort();
    };
    expect(await told('2026-11-30')).toEqual([]);
    expect(await told('2026-12-01')).toEqual(both);
    expect(await told('2026-12-05')).toEqual([]);
    expect(await told('2026-12-12')).toEqual(both);
    expect(await told('2026-12-14')).toEqual([]);
    expect(await told('2026-12-16')).toEqual([]);
  });

  test('SKL reminds those who have not sent, in its own words, at most once a day', async () => {
    const skl = await service.person('network_admin', null);
    const nudge = () =>
      service.call('POST', '/api/v1/rounds/2026/reminders', {
        as: skl,
        payload: { text: 'Hör av er om ni vill ha hjälp.' },
      });
    const answered = await nudge();
    expect([answered.statusCode, answered.json()]).toEqual([201, { coordinators: 1, without: ['Uppsala kommun'] }]);
    expect((await nudge()).json()).toMatchObject({ coordinators: 0 });
    await send();
    const mails = inbox.taken();
    expect(mails.map(({ to }) => to)).toEqual([await emailOf(sara)]);
    expect(read(mails[0] ?? { raw: '', to: '', from: '' }).text).toContain('Hör av er om ni vill ha hjälp.');
  });
});

describe('a person’s choice', () => {
  test('turns down a kind, and what keeps the account safe comes all the same', async () => {
    const choices = (await service.call('GET', '/api/v1/account/mail', { as: kim })).json<MailChoices>();
    expect(choices.kinds.map(({ kind }) => kind)).toEqual([
      'handed-out',
      'taken-back',
      'returned',
      'assessor-named',
      'comment',
      'due-soon',
      'adopted',
    ]);
    const put = (refused: readonly string[]) =>
      service.call('PUT', '/api/v1/account/mail', { as: kim, payload: { refused } });
    expect((await put(['handed-out'])).json<MailChoices>().kinds[0]).toMatchObject({
      kind: 'handed-out',
      wanted: false,
    });
    expect((await put(['password-changed'])).statusCode).toBe(422);
    await handOut(await service.assessment(sara), ['SL-01']);
    expect(await arrives()).toEqual([]);
    await service.call('POST', `/api/v1/users/${kim.id}/reset`, { as: sara });
    expect(await arrives()).toHaveLength(1);
    await put([]);
    expect((await service.call('GET', '/api/v1/account/mail', { as: kim })).json<MailChoices>().kinds[0]?.wanted).toBe(
      true,
    );
  });

  test('SKL, with nothing to turn down, can say so', async () => {
    const skl = await service.person('network_admin', null);
    const put = await service.call('PUT', '/api/v1/account/mail', { as: skl, payload: { refused: [] } });
    expect([put.statusCode, put.json<MailChoices>().kinds]).toEqual([200, []]);
  });

  test('a closed account is told nothing', async () => {
    await handOut(await service.assessment(sara), ['SL-01']);
    await service.call('PATCH', `/api/v1/users/${kim.id}`, { as: sara, payload: { disabled: true } });
    expect(await arrives()).toEqual([]);
  });
});

describe('a mail server on a bad day', () => {
  const standing = async () => {
    const skl = await service.person('network_admin', null);
    return { skl, ...(await service.call('GET', '/api/v1/network/mails', { as: skl })).json<MailStanding>() };
  };

  test.each(['greylists', 'full'] as const)(
    '%s: the mail is tried again after a minute, and comes once',
    async (manner) => {
      inbox.manner = manner;
      await invite();
      expect(await arrives()).toEqual([]);
      inbox.manner = 'takes';
      expect(await arrives()).toEqual([]);
      later(1);
      expect(await arrives()).toHaveLength(1);
      later(60);
      expect(await arrives()).toEqual([]);
    },
  );

  test.each([
    ['stalls', 'away', 0],
    // It has the text: sending again could be twice.
    ['stalls-after-text', 'unsure', 1],
  ] as const)('%s: is not waited for, and the mail is sent %s', async (manner, outcome, arrived) => {
    inbox.manner = manner;
    const mail = { id: 'x', from: 'mr@kollen.example', to: 'ny@lund.example', subject: 'Hej', text: 'Hej', html: '' };
    expect(await deliver(inbox.url, mail, () => Promise.resolve(), 300)).toMatchObject({ outcome });
    expect(inbox.taken()).toHaveLength(arrived);
  });

  test('one that is away costs no mail its tries: all wait, and come when it is back', async () => {
    const { port } = new URL(inbox.url);
    const config = service.deps.config as { mail: Config['mail'] };
    config.mail = { url: 'smtp://127.0.0.1:9', from: 'mr@kollen.example' };
    for (let i = 0; i < 3; i++) await invite(`ny${i}@lund.example`);
    for (let hours = 0; hours < 40; hours++) {
      await send();
      later(60);
    }
    expect(await states()).toEqual(['waiting', 'waiting', 'waiting']);
    config.mail = { url: `smtp://127.0.0.1:${port}`, from: 'mr@kollen.example' };
    expect((await arrives()).map(([to]) => to).sort()).toEqual([
      'ny0@lund.example',
      'ny1@lund.example',
      'ny2@lund.example',
    ]);
  });

  test('a password that the server does not take is the service’s fault, and no mail’s', async () => {
    inbox.manner = 'no-sign-in';
    const { port } = new URL(inbox.url);
    (service.deps.config as { mail: Config['mail'] }).mail = {
      url: `smtp://127.0.0.1:${port}`,
      from: 'mr@kollen.example',
    };
    await invite();
    await send();
    expect(await states()).toEqual(['waiting']);
    const { troubled } = await standing();
    expect(troubled).toMatchObject([{ name: 'Inbjudan', state: 'waiting' }]);
  });

  test('what cannot be sent in two days is given up', async () => {
    (service.deps.config as { mail: Config['mail'] }).mail = { url: 'smtp://127.0.0.1:9', from: 'mr@kollen.example' };
    await invite();
    later(49 * 60);
    await send();
    expect(await states()).toEqual(['failed']);
  });

  test('of an organisation’s own work SKL sees that a mail has stuck, and neither what it is about nor to whom', async () => {
    inbox.manner = 'unknown-recipient';
    const id = await service.assessment(sara);
    await handOut(id, ['SL-01']);
    await invite();
    await send();
    const { troubled } = await standing();
    expect(troubled.map(({ name, to }) => [name, to]).sort()).toEqual([
      ['Inbjudan', 'någon som en organisation har bjudit in'],
      ['Mejl inom en organisation', 'Lunds kommun'],
    ]);
    expect(JSON.stringify(troubled)).not.toMatch(/@|SL-01|Kriterier/);
  });

  test('an address that does not exist is not tried again; SKL sees it, and the coordinator too', async () => {
    inbox.manner = 'unknown-recipient';
    await invite();
    await send();
    const { skl, troubled } = await standing();

    expect(troubled).toMatchObject([{ name: 'Inbjudan', state: 'failed' }]);
    expect(troubled[0]?.problem).toContain('No such user here');
    const people = (
      await service.call('GET', '/api/v1/organisations/1281/users', { as: sara })
    ).json<OrganisationUsers>();
    expect(people.invitations).toMatchObject([{ email: 'ny@lund.example', mail: 'failed' }]);
    inbox.manner = 'takes';
    await service.call('POST', `/api/v1/network/mails/${troubled[0]?.id ?? ''}/again`, { as: skl });
    expect(await arrives()).toHaveLength(1);
  });
});

describe('a process that is stopped', () => {
  test('before it has given the mail over: another sends it, once', async () => {
    await invite();
    await service.deps.db.updateTable('mails').set({ state: 'sending' }).execute();
    expect(await arrives()).toEqual([]);
    later(11);
    expect(await arrives()).toHaveLength(1);
    expect(await states()).toEqual(['sent']);
  });

  test('one that has been still until another took over does not send as well', async () => {
    await invite();
    // The other one has it while this one waits for the server to ask for the text.
    const { db } = service.deps;
    inbox.whenAsked = async () => {
      await db.updateTable('mails').set({ state: 'sent' }).execute();
    };
    await send();
    expect(inbox.taken()).toEqual([]);
    expect(await states()).toEqual(['sent']);
  });

  test('while it gives the mail over: nobody knows, and it is not sent twice', async () => {
    await invite();
    await service.deps.db.updateTable('mails').set({ state: 'handing' }).execute();
    later(11);
    expect(await arrives()).toEqual([]);
    expect(await states()).toEqual(['unsure']);
  });

  test('several processes at the same time send each mail once', async () => {
    for (let i = 0; i < 12; i++) await invite(`ny${i}@lund.example`);
    await Promise.all([send(), send(), send()]);
    const to = inbox.taken().map((mail) => mail.to);
    expect(to).toHaveLength(12);
    expect(new Set(to).size).toBe(12);
  });
});

describe('a review between members', () => {
  const at = (code: string, path = '') => `/api/v1/organisations/${code}/peer-reviews${path}`;

  test('each step comes to the other, and nothing that was said', async () => {
    await service.join('1281', '1276');
    const klara = await service.person('coordinator', '1276');
    await submitted(service, '1281', { levels: { 'SL-01': 2 }, motivation: 'Hemligt.' });
    const proposed = await service.call('POST', at('1276'), {
      as: klara,
      payload: { as: 'guest', partner: '1281', message: 'En hälsning.' },
    });
    const { id } = proposed.json<{ id: string }>();
    const mails: { to: string; text: string; subject: string }[] = [];
    const come = async () => {
      await send();
      const came = inbox.taken().map((mail) => ({ to: mail.to, ...read(mail) }));
      mails.push(...came);
      return came.map(({ to, subject }) => [to, subject]);
    };
    const [lund, klippan] = [await emailOf(sara), await emailOf(klara)];
    expect(await come()).toEqual([[lund, 'Klippans kommun föreslår en kollegial granskning']]);
    await service.call('POST', at('1281', `/${id}/response`), { as: sara, payload: { accept: true } });
    expect(await come()).toEqual([[klippan, 'Lunds kommun säger ja till kollegial granskning']]);
    await service.call('PUT', at('1276', `/${id}/notes/SL-01`), {
      as: klara,
      payload: { kind: 'question', text: 'En fråga.' },
      headers: { 'if-match': '"0"' },
    });
    expect(await come()).toEqual([]);
    later(17 * 1440);
    await queueReminders(service.deps);
    expect(await come()).toEqual([]);
    later(1440);
    for (let i = 0; i < 2; i++) await queueReminders(service.deps);
    expect((await come()).toSorted()).toEqual(
      [lund, klippan].toSorted().map((to) => [to, 'Läsningen i er kollegiala granskning tar snart slut']),
    );
    for (const { text } of mails)
      for (const said of ['En hälsning', 'En fråga', 'Hemligt', 'SL-01']) expect(text).not.toContain(said);
  });

  test('that has been taken back before the mail was sent is not told of', async () => {
    await service.join('1281', '1276');
    const klara = await service.person('coordinator', '1276');
    const proposed = await service.call('POST', at('1276'), {
      as: klara,
      payload: { as: 'guest', partner: '1281', message: '' },
    });
    const { id } = proposed.json<{ id: string }>();
    await service.call('POST', at('1276', `/${id}/withdrawal`), { as: klara });
    expect(await arrives()).toEqual([[await emailOf(sara), 'Klippans kommun har tagit tillbaka sitt förslag']]);
  });
});

test('a person’s days come as a calendar file: what is left to answer, and when the round closes', async () => {
  await service.join('1281');
  await service.round();
  const id = await service.assessment(sara);
  await handOut(id, ['SL-01', 'SL-02'], '2026-12-11');
  await service.answer(kim, id, 'SL-02', { level: 2 });
  const days = async (as: Person) =>
    (await service.call('GET', '/api/v1/account/dates.ics', { as })).body.replace(/\r\n /g, '');
  const mine = await days(kim);
  expect(mine).toMatch(/^BEGIN:VCALENDAR\r\n/);
  expect(mine).toContain('DTSTART;VALUE=DATE:20261211');
  expect(mine).toContain('SUMMARY:Svara på SL-01 i MR-kollen');
  expect(mine).not.toContain('omgången');
  const theirs = await days(sara);
  expect(theirs).toContain('DTSTART;VALUE=DATE:20261215');
  expect(theirs).toContain('SUMMARY:MR-kollen: omgången 2026 stänger');
  expect(theirs).not.toContain('SL-01');
});

test('what was sent is forgotten after 400 days, and what waits is not', async () => {
  await invite();
  await send();
  await invite('till@lund.example');
  later(399 * 24 * 60);
  await forgetMails(service.deps);
  expect(await states()).toEqual(['sent', 'waiting']);
  later(2 * 24 * 60);
  await forgetMails(service.deps);
  expect(await states()).toEqual(['waiting']);
});

test('every kind of mail has a letter', () => {
  expect(Object.keys(letters).sort()).toEqual(Object.keys(MAIL_KINDS).sort());
});
