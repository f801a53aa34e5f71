import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reencoded } from '../../server/showcase/picture.ts';
import { sweepPictures } from '../../server/showcase/picture-store.ts';
import { Service, type Person } from './service.ts';

const colour = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#1b5e6b' } });
const stamp = await colour(40, 40).png().toBuffer();
const jpeg = await colour(2000, 1000).jpeg().toBuffer();

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** A few bytes that say they are 50 000 × 50 000 points. */
function bomb(): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(50_000, 0);
  head.writeUInt32BE(50_000, 4);
  head.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.alloc(1000))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="400"><script>alert(1)</script></svg>';

test('whatever a file calls itself, only three decoders can run', async () => {
  expect((await reencoded(jpeg)).width).toBe(1400);
  const tiff = Buffer.concat([Buffer.from('II*\0\b\0\0\0'), Buffer.alloc(64)]);
  for (const bytes of [Buffer.from(SVG), tiff, Buffer.from('GIF89a\x01\x00\x01\x00'), Buffer.from('%PDF-1.7\n')])
    await expect(sharp(bytes).metadata()).rejects.toThrow(/unsupported image format/);
});

test('a picture of a long page is as wide as can be read', async () => {
  const { width, height } = await reencoded(await colour(1080, 5100).jpeg().toBuffer());
  expect([width, height]).toEqual([593, 2800]);
});

describe('a hostile or unfit file is refused with the reason', () => {
  test.each<[string, Buffer, RegExp]>([
    ['SVG', Buffer.from(SVG), /JPEG, PNG eller WebP/],
    ['SVG with a declaration', Buffer.from(`<?xml version="1.0"?>${SVG}`), /JPEG, PNG eller WebP/],
    ['HTML', Buffer.from('<!doctype html><script>alert(1)</script>'), /JPEG, PNG eller WebP/],
    ['GIF', Buffer.from('GIF89a\x01\x00\x01\x00'), /JPEG, PNG eller WebP/],
    ['PDF', Buffer.from('%PDF-1.7\n'), /JPEG, PNG eller WebP/],
    ['nothing', Buffer.alloc(0), /JPEG, PNG eller WebP/],
    [
      'an SVG behind the first bytes of a JPEG',
      Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.from(SVG)]),
      /går inte att läsa/,
    ],
    ['half a JPEG', jpeg.subarray(0, 400), /går inte att läsa/],
    ['a few bytes that unpack to billions', bomb(), /bildpunkter/],
    ['a stamp', stamp, /för liten/],
    ['more than 8 MB', Buffer.concat([jpeg, Buffer.alloc(9 * 1024 * 1024)]), /för stor/],
  ])('%s', async (_name, bytes, reason) => {
    await expect(reencoded(bytes)).rejects.toMatchObject({
      status: 422,
      errors: [{ field: 'picture', message: expect.stringMatching(reason) as string }],
    });
  });

  test('a TIFF dressed as WebP reaches no decoder', async () => {
    const tiff = await colour(400, 400).tiff().toBuffer();
    const dressed = Buffer.concat([Buffer.from('RIFF\0\0\0\0WEBP'), tiff]);
    await expect(reencoded(dressed)).rejects.toMatchObject({ status: 422 });
  });
});

describe('what is kept', () => {
  test.each(['jpeg', 'png', 'webp'] as const)('is a new JPEG of the points alone, from %s', async (format) => {
    const secret = 'HEMLIG-PLATS';
    const withData = await colour(2000, 1000)
      .withExif({ IFD0: { ImageDescription: secret, Make: secret }, IFD3: { GPSLatitude: '59/1 0/1 0/1' } })
      .withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/">${secret}</x:xmpmeta>`)
      .toFormat(format)
      .toBuffer();
    expect(withData.includes(secret)).toBe(true);
    // Something that is a page as well as a picture, to whoever reads it from the end.
    const polyglot = Buffer.concat([withData, Buffer.from('<script>alert("efter slutet")</script>')]);
    const kept = await reencoded(polyglot);
    expect(kept.bytes.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
    expect(kept.bytes.includes(secret)).toBe(false);
    expect(kept.bytes.includes('script')).toBe(false);
    const { exif, xmp, icc } = await sharp(kept.bytes).metadata();
    expect([exif, xmp, icc]).toEqual([undefined, undefined, undefined]);
    expect([kept.width, kept.height]).toEqual([1400, 700]);
  });

  test('stands the right way up without the data that said so', async () => {
    const turned = await colour(600, 400).withExif({ IFD0: {} }).jpeg().withMetadata({ orientation: 6 }).toBuffer();
    const kept = await reencoded(turned);
    expect([kept.width, kept.height]).toEqual([400, 600]);
  });
});

describe.each(['database', 'disk'] as const)('pictures kept in the %s', (where) => {
  const folder = mkdtempSync(join(tmpdir(), 'mr-kollen-pictures-'));
  let service: Service;
  let coordinator: Person;
  let skl: Person;
  let stranger: Person;
  let base: string;
  let id: string;

  beforeAll(async () => {
    service = await Service.start(where === 'disk' ? { pictureFolder: folder } : {});
    coordinator = await service.person('coordinator');
    skl = await service.person('network_admin', null);
    stranger = await service.person('coordinator', '2080');
    await service.join('1281');
    await service.round();
    const made = await service.call('POST', '/api/v1/organisations/1281/examples', {
      as: coordinator,
      payload: { subject: 'SL-01', title: 'Med bild' },
    });
    id = made.json<{ id: string }>().id;
    base = `/api/v1/organisations/1281/examples/${id}`;
  });
  afterAll(async () => {
    await service.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const send = (bytes: Buffer, type = 'image/jpeg') =>
    service.call('POST', `${base}/pictures`, { as: coordinator, payload: bytes, headers: { 'content-type': type } });
  const get = (picture: string, as?: Person) =>
    service.call('GET', `/skyltfonster/bilder/${picture}`, as ? { as } : {});

  test('the type that is claimed does not matter; the content does', async () => {
    expect((await send(jpeg, 'image/png')).statusCode).toBe(201);
    expect((await send(Buffer.from(SVG), 'image/png')).json()).toMatchObject({ errors: [{ field: 'picture' }] });
    expect((await send(Buffer.alloc(9 * 1024 * 1024), 'image/jpeg')).statusCode).toBe(413);
    expect((await send(Buffer.from('{}'), 'application/json')).statusCode).toBe(422);
  });

  test('only those who may read the text see the picture, until it is published, and again when it is withdrawn', async () => {
    const { id: picture } = (await send(jpeg)).json<{ id: string }>();
    const text = {
      title: 'Med bild',
      what: 'x',
      why: 'x',
      effect: 'x',
      hard: 'x',
      time: '',
      suited: '',
      contact: 'x',
      contactEmail: '',
      link: '',
      pictures: [{ id: picture, alt: '' }],
    };
    const step = (revision: number, url: string, as: Person, payload: object) =>
      service.call(url.endsWith('steps') ? 'POST' : 'PUT', url, {
        as,
        payload,
        headers: { 'if-match': `"${revision}"` },
      });
    await step(1, base, coordinator, text);
    expect((await get(picture)).statusCode).toBe(404);
    expect((await get(picture, stranger)).statusCode).toBe(404);
    expect((await get(picture, skl)).statusCode).toBe(404);
    expect((await get(picture, coordinator)).statusCode).toBe(200);
    const missing = await step(2, `${base}/steps`, coordinator, { step: 'consent' });
    expect(missing.json()).toMatchObject({ errors: [{ field: 'pictures.0.alt' }] });
    await step(2, base, coordinator, { ...text, pictures: [{ id: picture, alt: 'En grön yta' }] });
    await step(3, `${base}/steps`, coordinator, { step: 'consent' });
    expect((await get(picture, skl)).statusCode).toBe(200);
    expect((await get(picture)).statusCode).toBe(404);
    const published = await step(4, `/api/v1/network/examples/${id}/steps`, skl, { step: 'publish' });
    expect(published.statusCode).toBe(200);
    const open = await get(picture);
    expect(open.headers).toMatchObject({ 'content-type': 'image/jpeg', 'x-content-type-options': 'nosniff' });
    expect(open.rawPayload.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
    const small = await service.call('GET', `/skyltfonster/bilder/${picture}?liten`);
    expect((await sharp(small.rawPayload).metadata()).width).toBe(480);
    expect(small.headers.etag).not.toBe(open.headers.etag);
    const again = await service.call('GET', `/skyltfonster/bilder/${picture}`, {
      headers: { 'if-none-match': String(open.headers.etag) },
    });
    expect(again.statusCode).toBe(304);
    if (where === 'disk') expect(readdirSync(folder).length).toBeGreaterThan(0);
    else expect(readdirSync(folder)).toEqual([]);
    await step(5, `${base}/steps`, coordinator, { step: 'withdraw' });
    expect((await get(picture)).statusCode).toBe(404);
    const revisited = await service.call('GET', `/skyltfonster/bilder/${picture}`, {
      headers: { 'if-none-match': String(open.headers.etag) },
    });
    expect(revisited.statusCode).toBe(404);
  });

  test('a picture that no text names is removed after a day, and its file with it', async () => {
    const before = (await service.deps.db.selectFrom('pictures').select('id').execute()).length;
    expect(before).toBeGreaterThan(1);
    expect(await sweepPictures(service.deps)).toBe(0);
    service.clock.now = new Date(service.clock.now.getTime() + 2 * 86_400_000);
    expect(await sweepPictures(service.deps)).toBe(before - 1);
    if (where === 'disk') expect(readdirSync(folder)).toHaveLength(2);
  });
});
