import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEMO_PASSWORD } from '../../server/demo/accounts.ts';
import { SamlIssuer } from '../server/saml-issuer.ts';
import { problemsOn } from './axe.ts';
import { drawn, open, Site } from './site.ts';

/**
 * Signing in without a password, walked: by a real OpenID Connect provider, by SAML, and by a passkey in the browser's
 * own virtual authenticator. The service has a name here (localhost): a passkey belongs to one.
 */
let site: Site;
let stopIssuers: () => Promise<void>;

async function listening(server: ReturnType<typeof createServer>): Promise<number> {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return (server.address() as AddressInfo).port;
}

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listening(server);
  await new Promise((closed) => server.close(closed));
  return port;
}

/** An OpenID Connect provider that lets in whoever says a name, as that name's address at lund.se. */
async function oidcProvider(publicUrl: string): Promise<{ url: string; stop: () => Promise<void> }> {
  const server = createServer();
  const url = `http://127.0.0.1:${await listening(server)}`;
  const provider = new Provider(url, {
    clients: [
      {
        client_id: 'mr-kollen',
        client_secret: 'hemlig',
        redirect_uris: [`${publicUrl}/logga-in/lund/svar`],
        post_logout_redirect_uris: [`${publicUrl}/`],
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    cookies: { keys: ['test'] },
    findAccount: (_context: unknown, id: string) => ({
      accountId: id,
      claims: () => ({ sub: id, email: `${id}@lund.se`, email_verified: true, name: `Person ${id}` }),
    }),
  });
  const answer = provider.callback();
  server.on('request', (request, response) => {
    void answer(request, response);
  });
  return {
    url,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

/** A SAML sign-in whose page posts its form at once, as they do. */
async function samlProvider(): Promise<{ issuer: SamlIssuer; url: string; stop: () => Promise<void> }> {
  const issuer = await SamlIssuer.start();
  const server = createServer((request, response) => {
    if (!request.url?.startsWith('/sso')) {
      response.writeHead(404).end();
      return;
    }
    const sentTo = `http://127.0.0.1${request.url}`;
    const { answer } = SamlIssuer.request(sentTo);
    const { SAMLResponse, RelayState } = issuer.form(sentTo, {
      email: 'ska@malmo.se',
      name: 'Ska Ansson',
      subject: 'ska',
    });
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(
      `<!doctype html><title>Malmö</title><form method="post" action="${answer}"><input name="SAMLResponse" value="${SAMLResponse}"><input name="RelayState" value="${RelayState}"><button>Vidare</button></form>`,
    );
  });
  const url = `http://127.0.0.1:${await listening(server)}`;
  return {
    issuer,
    url,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

beforeAll(async () => {
  const port = await freePort();
  const publicUrl = `http://localhost:${port}`;
  const [oidc, saml] = await Promise.all([oidcProvider(publicUrl), samlProvider()]);
  stopIssuers = async () => {
    await Promise.all([oidc.stop(), saml.stop()]);
  };
  const common = { only: false };
  site = await Site.start({
    demo: true,
    port,
    settings: {
      publicUrl,
      passkeysFor: 'administrators',
      providers: [
        {
          ...common,
          kind: 'oidc',
          id: 'lund',
          name: 'Lunds kommun',
          issuer: oidc.url,
          clientId: 'mr-kollen',
          clientSecret: 'hemlig',
          scope: 'openid email profile',
          emailClaim: 'email',
          organisations: [{ code: '1281', domain: 'lund.se' }],
        },
        {
          ...common,
          kind: 'saml',
          id: 'malmo',
          name: 'Malmö stad',
          issuer: saml.issuer.issuer,
          entryPoint: `${saml.url}/sso`,
          certificates: [saml.issuer.certificate],
          privateKey: null,
          publicCertificate: null,
          authnContext: null,
          emailClaim: 'urn:oid:0.9.2342.19200300.100.1.3',
          nameClaim: 'urn:oid:2.16.840.1.113730.3.1.241',
          subjectClaim: null,
          organisations: [{ code: '1280', domain: 'malmo.se' }],
        },
      ],
    },
  });
});
afterAll(async () => {
  await site.stop();
  await stopIssuers();
});

const who = (page: Page) => page.locator('.who').innerText();

async function byOidc(page: Page, name: string): Promise<void> {
  await page.goto('/logga-in');
  await page.getByRole('link', { name: 'Lunds kommun', exact: true }).click();
  await page.locator('[name=login]').fill(name);
  await page.locator('[name=password]').fill('x');
  await page.locator('button[type=submit]').click();
  await page.locator('button[type=submit]').click();
  await page.waitForURL(/oversikt/);
  await drawn(page);
}

describe('OpenID Connect', () => {
  test('comes in without rights, is given a role by the coordinator, and goes on', async () => {
    const page = await (await site.context()).newPage();
    await byOidc(page, 'eva');
    expect(await who(page)).toContain('Person eva, utan roll');
    expect(await page.locator('main').innerText()).toContain('Du är inloggad, men har ingen roll ännu');
    expect(await problemsOn(page)).toEqual([]);

    const sara = await site.as('samordnare@lund.example');
    await open(sara, '/delta');
    const row = sara.locator('section', { hasText: 'väntar på en roll' }).locator('li', { hasText: 'Person eva' });
    await row.getByRole('combobox').selectOption('contributor');
    await expect.poll(() => sara.locator('main').innerText(), { timeout: 15_000 }).not.toContain('väntar på en roll');
    expect(await problemsOn(sara)).toEqual([]);

    // Without a password, and without being asked again there.
    await page.goto('/logga-in');
    await page.getByRole('link', { name: 'Lunds kommun', exact: true }).click();
    await page.waitForURL(/oversikt/);
    await drawn(page);
    expect(await who(page)).toContain('Person eva, medarbetare');

    await page.getByRole('button', { name: 'Logga ut', exact: true }).click();
    expect(await page.locator('h1').innerText()).toBe('Du är utloggad från MR-kollen');
    expect(await problemsOn(page)).toEqual([]);
    await page.getByRole('link', { name: 'Logga ut från Lunds kommun' }).click();
    expect(new URL(page.url()).pathname).toContain('/session/end');
  });

  test('who says no there can try again, or choose another way', async () => {
    const page = await (await site.context()).newPage();
    await page.goto('/logga-in');
    await page.getByRole('link', { name: 'Lunds kommun', exact: true }).click();
    await page.getByText(/cancel/i).click();
    await page.getByText('Inloggningen avbröts hos Lunds kommun. Försök igen.').first().waitFor();
    expect(await page.getByRole('link', { name: 'Lunds kommun', exact: true }).isVisible()).toBe(true);
  });
});

test('SAML: another site’s form brings the person in', async () => {
  const page = await (await site.context()).newPage();
  await page.goto('/logga-in?till=/oversikt');
  await page.getByRole('link', { name: 'Malmö stad' }).click();
  await page.getByRole('button', { name: 'Vidare' }).click();
  await page.waitForURL(/oversikt/);
  await drawn(page);
  expect(await who(page)).toContain('Ska Ansson, utan roll');
});

describe('a passkey', () => {
  test('is added on Mitt konto, signs in, and is removed; the codes are shown once', async () => {
    const page = await site.as('samordnare@lund.example');
    const session = await page.context().newCDPSession(page);
    await session.send('WebAuthn.enable');
    await session.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    await open(page, '/konto');
    const keys = page.locator('mr-passkeys');
    await keys.getByLabel('Namn på nyckeln').fill('Jobbtelefonen');
    await keys.getByRole('button', { name: 'Lägg till en nyckel' }).click();
    await keys.getByText('Nyckeln är tillagd.').waitFor();
    expect(await keys.locator('.code-list li').count()).toBe(8);
    expect(await keys.innerText()).toContain('Jobbtelefonen');
    expect(await problemsOn(page)).toEqual([]);
    await keys.getByRole('button', { name: 'Jag har sparat dem' }).click();
    expect(await keys.locator('.code-list li').count()).toBe(0);

    await page.getByRole('button', { name: 'Logga ut', exact: true }).click();
    await page.goto('/logga-in?till=/resultat');
    await page.getByRole('button', { name: 'Logga in med nyckel' }).click();
    await page.waitForURL(({ pathname }) => pathname === '/resultat');
    expect(await who(page)).toContain('samordnare');

    await open(page, '/konto');
    await keys.getByRole('button', { name: 'Ta bort nyckeln Jobbtelefonen' }).click();
    await keys.getByRole('button', { name: 'Ja, ta bort' }).click();
    await keys.getByText('Du har ingen nyckel ännu.').waitFor();

    await page.getByRole('button', { name: 'Logga ut', exact: true }).click();
    await page.goto('/logga-in');
    await page.getByRole('button', { name: 'Logga in med nyckel' }).click();
    await page.getByText('Nyckeln gick inte att kontrollera').waitFor();
  });

  test('is demanded of SKL: with a password only the own account is seen to', async () => {
    const page = await (await site.context()).newPage();
    await page.goto('/logga-in');
    await page.getByLabel('E-postadress').fill('natverk@skl.example');
    await page.getByLabel('Lösenord').fill(DEMO_PASSWORD);
    await page.getByRole('button', { name: 'Logga in', exact: true }).click();
    await page.waitForURL(/oversikt/);
    await drawn(page);
    expect(await page.locator('main').innerText()).toContain('Lägg till en nyckel först');
    expect(await problemsOn(page)).toEqual([]);
    await page.goto('/natverket');
    expect(await page.locator('h1').innerText()).toContain('behörighet');
  });
});
