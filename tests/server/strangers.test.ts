import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Service, type Person } from './service.ts';

/**
 * Every id in every address and body, tried with another organisation's. Each call is a good one: with the own ids it
 * succeeds, so that it is the other's id and nothing else that is refused, and nothing of the other's is told or changed.
 */
let service: Service;
const picture = await sharp({ create: { width: 800, height: 600, channels: 3, background: '#1b5e6b' } })
  .jpeg()
  .toBuffer();

interface World {
  readonly code: string;
  readonly coordinator: Person;
  readonly contributor: Person;
  readonly decider: Person;
  readonly invitation: string;
  readonly reset: string;
  readonly draft: string;
  readonly adopted: string;
  readonly action: string;
  readonly example: string;
  readonly picture: string;
  readonly material: string;
}

let own: World;
let other: World;

const created = async (as: Person, url: string, payload: Record<string, unknown>) =>
  (await service.call('POST', url, { as, payload })).json<{ id: string }>().id;

const MATERIAL = {
  description: 'Ett upplägg.',
  publisher: 'Kommunen',
  kind: 'method',
  audience: 'arbetsgrupper',
  length: 'en timme',
  language: 'sv',
  link: 'https://www.example.se',
  criteria: ['SL-07'],
  roles: ['arbetsgivare'],
  themes: ['utbildning-mr'],
};

async function adopt(coordinator: Person, id: string): Promise<void> {
  const step = (payload: object) =>
    service.call('POST', `/api/v1/assessments/${id}/transitions`, { as: coordinator, payload });
  await step({ to: 'ready' });
  const { hash } = (await service.call('GET', `/api/v1/assessments/${id}`, { as: coordinator })).json<{
    hash: string;
  }>();
  await step({ to: 'adopted', hash, decision: DECISION });
}

const DECISION = {
  body: 'Kommunstyrelsen',
  date: '2026-11-20',
  paragraph: '1',
  diarienummer: 'KS 1',
  maxSharing: 'oppet',
};

async function world(code: string): Promise<World> {
  const coordinator = await service.person('coordinator', code);
  const second = await service.person('coordinator', code);
  const contributor = await service.person('contributor', code);
  const decider = await service.person('decision_maker', code);
  const secret = `Hemligt i ${code}`;
  const adopted = await service.assessment(coordinator, code, { year: 2025 });
  await service.answer(coordinator, adopted, 'SL-01', { level: 4, motivation: secret });
  await adopt(coordinator, adopted);
  const draft = await service.assessment(coordinator, code);
  await service.answer(coordinator, draft, 'SL-01', { level: 2, motivation: secret });
  await service.call('POST', `/api/v1/assessments/${draft}/handouts`, {
    as: coordinator,
    payload: { userId: contributor.id, codes: ['SL-02'], message: secret, due: null },
  });
  await service.call('POST', `/api/v1/assessments/${draft}/answers/SL-02/comments`, {
    as: coordinator,
    payload: { text: secret },
  });
  const skl = await service.person('network_admin', null);
  const example = await created(coordinator, `/api/v1/organisations/${code}/examples`, {
    subject: 'SL-01',
    title: secret,
  });
  const upload = await service.call('POST', `/api/v1/organisations/${code}/examples/${example}/pictures`, {
    as: coordinator,
    headers: { 'content-type': 'application/octet-stream' },
    payload: picture,
  });
  return {
    code,
    coordinator,
    contributor,
    decider,
    invitation: await created(coordinator, `/api/v1/organisations/${code}/invitations`, {
      email: `ny@${code}.example`,
      name: secret,
      role: 'contributor',
    }),
    reset: await created(skl, '/api/v1/network/resets', { email: second.email }),
    draft,
    adopted,
    action: await created(coordinator, `/api/v1/organisations/${code}/actions`, {
      criterion: null,
      title: secret,
      description: '',
      responsible: '',
      due: null,
      state: 'planned',
      effect: '',
      targetLevel: null,
    }),
    example,
    picture: upload.json<{ id: string }>().id,
    material: await created(coordinator, '/api/v1/own-materials', { ...MATERIAL, title: secret }),
  };
}

beforeAll(async () => {
  service = await Service.start();
  await service.join('1281', '1283');
  await service.round(2025);
  await service.round(2026);
  own = await world('1281');
  other = await world('1283');
});
afterAll(() => service.stop());

interface Try {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly payload?: Record<string, unknown>;
  readonly base?: number;
}

const api = (path: string) => `/api/v1${path}`;
const ACTION = {
  criterion: null,
  title: 'Ny',
  description: '',
  responsible: '',
  due: null,
  state: 'done',
  effect: '',
  targetLevel: null,
};
const ANSWER = { level: 1, notApplicable: false, reason: '', motivation: '', evidence: [] };
const TEXT = {
  title: 'T',
  what: '',
  why: '',
  effect: '',
  hard: '',
  time: '',
  suited: '',
  contact: '',
  contactEmail: '',
  link: '',
};
const FIRST = '0';

/** A good call for whoever the ids belong to. `me` is who calls; `theirs` is whose thing it is about. */
const CALLS: Readonly<Record<string, (theirs: World, me: World) => Try>> = {
  'reading accounts': ({ code }) => ({ method: 'GET', url: api(`/organisations/${code}/users`) }),
  'inviting to an organisation': ({ code }) => ({
    method: 'POST',
    url: api(`/organisations/${code}/invitations`),
    payload: { email: `till-${code}@example.se`, name: 'Någon', role: 'contributor' },
  }),
  'changing an account': ({ contributor }) => ({
    method: 'PATCH',
    url: api(`/users/${contributor.id}`),
    payload: { role: 'contributor' },
  }),
  'a reset link for an account': ({ decider }) => ({ method: 'POST', url: api(`/users/${decider.id}/reset`) }),
  'confirming a reset': ({ reset }) => ({ method: 'POST', url: api(`/invitations/${reset}/confirmation`) }),
  'withdrawing an invitation': ({ invitation }) => ({ method: 'DELETE', url: api(`/invitations/${invitation}`) }),
  'the log': ({ code }) => ({ method: 'GET', url: api(`/organisations/${code}/events`) }),
  'the list of assessments': ({ code }) => ({ method: 'GET', url: api(`/organisations/${code}/assessments`) }),
  'what would be carried over': ({ adopted }, me) => ({
    method: 'GET',
    url: api(`/organisations/${me.code}/assessments/carry-over?basedOn=${adopted}&catalogue=2.0`),
  }),
  'starting from an assessment': ({ adopted }, me) => ({
    method: 'POST',
    url: api(`/organisations/${me.code}/assessments`),
    payload: { year: 2027, catalogue: '2.0', track: 'full', basedOn: adopted },
  }),
  'an assessment': ({ draft }) => ({ method: 'GET', url: api(`/assessments/${draft}`) }),
  'its page': ({ draft }) => ({ method: 'GET', url: `/sjalvskattning/${draft}` }),
  'a criterion’s page': ({ draft }) => ({ method: 'GET', url: `/sjalvskattning/${draft}/SL-01` }),
  'its settings': ({ draft }) => ({
    method: 'PATCH',
    url: api(`/assessments/${draft}`),
    payload: { showStatus: true },
  }),
  'an answer': ({ draft }) => ({
    method: 'PUT',
    url: api(`/assessments/${draft}/answers/SL-05`),
    payload: ANSWER,
    base: 0,
  }),
  'an item': ({ draft }) => ({
    method: 'PUT',
    url: api(`/assessments/${draft}/items/ST-SL`),
    payload: { text: 'Stöd' },
    base: 0,
  }),
  'handing out to someone': ({ contributor }, me) => ({
    method: 'POST',
    url: api(`/assessments/${me.draft}/handouts`),
    payload: { userId: contributor.id, codes: ['SL-03'], message: '', due: null },
  }),
  'handing out in an assessment': ({ draft }, me) => ({
    method: 'POST',
    url: api(`/assessments/${draft}/handouts`),
    payload: { userId: me.contributor.id, codes: ['SL-04'], message: '', due: null },
  }),
  'taking a criterion back': ({ draft, contributor }) => ({
    method: 'DELETE',
    url: api(`/assessments/${draft}/handouts/SL-04/${contributor.id}`),
  }),
  'what remains to do': ({ draft }) => ({ method: 'GET', url: api(`/assessments/${draft}/work`) }),
  comments: ({ draft }) => ({ method: 'GET', url: api(`/assessments/${draft}/answers/SL-02/comments`) }),
  'writing a comment': ({ draft }) => ({
    method: 'POST',
    url: api(`/assessments/${draft}/answers/SL-02/comments`),
    payload: { text: 'Hej' },
  }),
  'the result': ({ adopted }) => ({ method: 'GET', url: api(`/assessments/${adopted}/result`) }),
  'where it stands': ({ code }) => ({ method: 'GET', url: api(`/organisations/${code}/standing?year=2025`) }),
  'what it can learn': ({ code }) => ({
    method: 'GET',
    url: api(`/organisations/${code}/learning?year=2025&criterion=SL-01`),
  }),
  'how it may be shared': ({ adopted }) => ({ method: 'GET', url: api(`/assessments/${adopted}/submission`) }),
  'sending it': ({ adopted }) => ({
    method: 'PUT',
    url: api(`/assessments/${adopted}/submission`),
    payload: { sharing: 'statistik', toCounty: false },
  }),
  'masking in it': ({ adopted, code }) => ({
    method: 'POST',
    url: api(`/assessments/${adopted}/masks`),
    payload: { code: 'SL-01', fragment: `i ${code}` },
  }),
  'correcting it': ({ adopted }) => ({ method: 'POST', url: api(`/assessments/${adopted}/corrections`) }),
  'locking it': ({ draft }) => ({
    method: 'POST',
    url: api(`/assessments/${draft}/transitions`),
    payload: { to: 'ready' },
  }),
  'what an answer said before': ({ draft }) => ({
    method: 'GET',
    url: api(`/assessments/${draft}/answers/SL-02/versions`),
  }),
  'contradictions and gaps': ({ draft }) => ({ method: 'GET', url: api(`/assessments/${draft}/findings`) }),
  'the register of evidence': ({ code }) => ({ method: 'GET', url: api(`/organisations/${code}/documents`) }),
  'the register as a file': ({ code }) => ({ method: 'GET', url: api(`/organisations/${code}/documents.csv`) }),
  'the actions as a file': ({ code }) => ({ method: 'GET', url: api(`/organisations/${code}/actions.tsv`) }),
  'the list of actions': ({ code }) => ({ method: 'GET', url: api(`/organisations/${code}/actions`) }),
  'changing an action': ({ action }, me) => ({
    method: 'PUT',
    url: api(`/organisations/${me.code}/actions/${action}`),
    payload: ACTION,
    base: 1,
  }),
  'removing an action': ({ action }, me) => ({
    method: 'DELETE',
    url: api(`/organisations/${me.code}/actions/${action}`),
  }),
  'the list of examples': ({ code }) => ({ method: 'GET', url: api(`/organisations/${code}/examples`) }),
  'an example': ({ example }, me) => ({ method: 'GET', url: api(`/organisations/${me.code}/examples/${example}`) }),
  'a picture that is not shown': ({ picture: id }) => ({ method: 'GET', url: `/skyltfonster/bilder/${id}` }),
  'removing an example': ({ example }, me) => ({
    method: 'DELETE',
    url: api(`/organisations/${me.code}/examples/${example}`),
    base: 1,
  }),
  'changing a material': ({ material }) => ({
    method: 'PUT',
    url: api(`/own-materials/${material}`),
    payload: { ...MATERIAL, title: 'Nytt' },
    base: 1,
  }),
  'withdrawing a material': ({ material }) => ({
    method: 'POST',
    url: api(`/own-materials/${material}/steps`),
    payload: { step: 'withdraw' },
    base: 2,
  }),
};

const call = ({ method, url, payload, base }: Try, as: Person) =>
  service.call(method, url, {
    as,
    ...(payload ? { payload } : {}),
    ...(base === undefined ? {} : { headers: { 'if-match': `"${base}"` } }),
  });

const TABLES = [
  'users',
  'invitations',
  'assessments',
  'answers',
  'handouts',
  'comments',
  'actions',
  'examples',
  'pictures',
  'materials',
  'submissions',
] as const;

/** Everything that is stored, to see that nothing was touched. */
async function everything(): Promise<string> {
  const rows = await Promise.all(TABLES.map((table) => service.deps.db.selectFrom(table).selectAll(table).execute()));
  return JSON.stringify(rows, (_key, value: unknown) => (value instanceof Uint8Array ? value.length : value));
}

describe('with another organisation’s id', () => {
  test.each(Object.keys(CALLS))('%s is refused, tells nothing and changes nothing', async (name) => {
    const make = CALLS[name] as (theirs: World, me: World) => Try;
    const before = await everything();
    const refused = await call(make(other, own), own.coordinator);
    expect([403, 404, 422], `${name}: ${refused.statusCode} ${refused.body}`).toContain(refused.statusCode);
    expect(refused.body).not.toContain('Hemligt i 1283');
    expect(await everything()).toBe(before);
    const good = await call(make(own, own), own.coordinator);
    expect(good.statusCode, `${name} with the own id: ${good.body}`).toBeLessThan(300);
  });

  test('a picture that an example names without having it is not shown in it', async () => {
    const mine = await created(own.coordinator, `/api/v1/organisations/${own.code}/examples`, {
      subject: 'SL-02',
      title: 'Eget',
    });
    const saved = await call(
      {
        method: 'PUT',
        url: api(`/organisations/${own.code}/examples/${mine}`),
        payload: { ...TEXT, pictures: [{ id: other.picture, alt: 'Bild' }] },
        base: 1,
      },
      own.coordinator,
    );
    expect(saved.json<{ content: { pictures: unknown[] } }>().content.pictures).toEqual([]);
    const consent = await service.call('POST', api(`/organisations/${own.code}/examples/${mine}/steps`), {
      as: own.coordinator,
      headers: { 'if-match': '"2"' },
      payload: { step: 'consent' },
    });
    expect(consent.statusCode).toBe(422);
    expect(
      (await service.call('GET', `/skyltfonster/bilder/${other.picture}`, { as: own.coordinator })).statusCode,
    ).toBe(404);
  });

  test('a contributor is told of no one else’s hand-outs and comments', async () => {
    const third = await service.person('contributor', other.code);
    await service.call('POST', `/api/v1/assessments/${other.draft}/handouts`, {
      as: other.coordinator,
      payload: { userId: third.id, codes: ['SL-05'], message: 'Till den tredje', due: null },
    });
    const view = (await service.call('GET', `/api/v1/assessments/${other.draft}`, { as: third })).json<{
      handouts: { code: string }[];
      comments: Record<string, number>;
      answers: { code: string }[];
    }>();
    expect(view.handouts.map(({ code }) => code)).toEqual(['SL-05']);
    expect(view.comments).toEqual({});
    expect(view.answers).toEqual([]);
    const theirs = (await service.call('GET', `/api/v1/assessments/${other.draft}`, { as: other.contributor })).json<{
      handouts: { code: string }[];
      comments: Record<string, number>;
    }>();
    expect(theirs.handouts.map(({ code }) => code)).toEqual(['SL-02']);
    expect(theirs.comments).toEqual({ 'SL-02': 1 });
    expect(JSON.stringify(theirs)).not.toContain('Till den tredje');
  });

  test('nothing is handed out to a closed account or a decision-maker', async () => {
    for (const userId of [other.decider.id, FIRST.padStart(8, '0') + '-0000-4000-8000-000000000000']) {
      const refused = await service.call('POST', `/api/v1/assessments/${other.draft}/handouts`, {
        as: other.coordinator,
        payload: { userId, codes: ['SL-06'], message: '', due: null },
      });
      expect(refused.json()).toMatchObject({ status: 422, errors: [{ field: 'userId' }] });
    }
  });
});
