import type { FastifyRequest } from 'fastify';
import { asViewer, viewer } from './viewer';

const zoneFor = (cookie: string): string =>
  asViewer({ headers: { cookie: `keyward_zone=${cookie}` }, raw: {} } as FastifyRequest, () => viewer().zone);

it.each([
  ['Europe%2FBerlin', 'Europe/Berlin'],
  ['America%2FArgentina%2FBuenos_Aires', 'America/Argentina/Buenos_Aires'],
  ['Asia/Shanghai', 'Asia/Shanghai'],
  ['UTC', 'UTC'],
])('reads the zone %s of the browser', (cookie, zone) => {
  expect(zoneFor(cookie)).toBe(zone);
});

it.each(['', 'Mars%2FBase', '%00', '%', '<script>', 'x'.repeat(10_000), '__proto__', 'Europe%252FBerlin', '../../etc'])(
  'shows UTC for the zone %.20j',
  (cookie) => {
    expect(zoneFor(cookie)).toBe('UTC');
  },
);

it('keeps viewers apart', async () => {
  const languages = ['de', 'zh', 'en'].map((language) =>
    asViewer({ headers: { 'accept-language': language }, raw: {} } as FastifyRequest, async () => {
      await Promise.resolve();
      return viewer().language;
    }),
  );
  expect(await Promise.all(languages)).toEqual(['de', 'zh', 'en']);
});

it('is nobody in particular outside of a request', () => {
  expect(viewer()).toMatchObject({ language: 'en', zone: 'UTC' });
});
