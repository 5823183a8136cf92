import type { License } from '../../../sdk/src/generated/progran3';
import { changed, issued } from '../../testkit/issue';
import { activate, aSystem, Dashboard, expectWhole, invalid, validate } from '../../support/progran3';
import { eventsOf } from '../../testkit/records';
import { sampleOf } from '../../testkit/sample';
import { TestServer } from '../../testkit/server';
import { DAY } from '../../../src/core/common/calendar';

const NEEDS_DAYS = invalid('duration_days', 'The date of this license has passed: it needs more days');

let server: TestServer;
let dashboard: Dashboard;
beforeAll(async () => {
  server = await TestServer.shared();
  dashboard = await Dashboard.on(server);
  await server.adminToken();
});
beforeEach(() => server.clock.holdAt('2025-10-12T12:00:00Z'));
afterEach(() => server.clock.reset());
afterAll(() => server.stop());

let systems = 0;
const anActive = (body: object = {}) => dashboard.active({ duration_days: 30, ...body }, aSystem(++systems));

async function put(id: string, body: object): Promise<License> {
  const answer = await dashboard.update(id, body);
  expect(answer).toMatchObject({ status: 200, body: { message: 'License updated successfully' } });
  expect(await dashboard.read(id)).toEqual(answer.body.data);
  return answer.body.data;
}

describe('setting the status', () => {
  const WORDS = ['generated', 'activated', 'active', 'expired', 'revoked'];

  it.each(WORDS)('%s is returned, independent of the previous status', async (word) => {
    const origins = WORDS.flatMap((before) => [
      { before, make: () => dashboard.generated() },
      { before, make: anActive },
    ]);
    for (const { before, make } of sampleOf(origins, 3, word)) {
      const { id } = await make();
      await put(id, { status: before });
      const { status } = await put(id, { status: word, duration_days: 60 });
      expect([before, status]).toEqual([before, word === 'activated' ? 'active' : word]);
    }
  });

  /** Put on October 13th, then on the 14th; the license was made, or activated, for 30 days on the 12th. */
  const TRANSITIONS: Record<
    string,
    [before: string, after: string, activatedOn: string | null, endsOn: string | null][]
  > = {
    unused: [
      ['generated', 'generated', null, null],
      ['generated', 'active', '10-14', '11-13'],
      ['generated', 'expired', null, '10-14'],
      ['generated', 'revoked', null, null],
      ['active', 'generated', null, null],
      ['active', 'active', '10-13', '11-12'],
      ['active', 'expired', '10-13', '10-14'],
      ['active', 'revoked', '10-13', '11-12'],
      ['expired', 'generated', null, null],
      ['expired', 'active', '10-14', '11-13'],
      ['expired', 'expired', null, '10-13'],
      ['expired', 'revoked', null, '10-13'],
      ['revoked', 'generated', null, null],
      ['revoked', 'active', '10-14', '11-13'],
      ['revoked', 'expired', null, '10-14'],
      ['revoked', 'revoked', null, null],
    ],
    activated: [
      ['generated', 'generated', null, null],
      ['generated', 'active', '10-14', '11-13'],
      ['generated', 'expired', null, '10-14'],
      ['generated', 'revoked', null, null],
      ['active', 'generated', null, null],
      ['active', 'active', '10-12', '11-11'],
      ['active', 'expired', '10-12', '10-14'],
      ['active', 'revoked', '10-12', '11-11'],
      ['expired', 'generated', null, null],
      ['expired', 'active', 'needs days', null],
      ['expired', 'expired', '10-12', '10-13'],
      ['expired', 'revoked', '10-12', '10-13'],
      ['revoked', 'generated', null, null],
      ['revoked', 'active', '10-12', '11-11'],
      ['revoked', 'expired', '10-12', '10-14'],
      ['revoked', 'revoked', '10-12', '11-11'],
    ],
  };
  const noonOf = (day: string | null) => day && `2025-${day}T12:00:00Z`;

  describe.each(Object.entries(TRANSITIONS))('of an %s license, without new days,', (use, transitions) => {
    it.each(sampleOf(transitions, 6, use))('is %s, then %s', async (before, after, activatedOn, endsOn) => {
      const { id } = use === 'unused' ? await dashboard.generated({ duration_days: 30 }) : await anActive();
      server.clock.advance(DAY);
      await put(id, { status: before });
      server.clock.advance(DAY);
      if (activatedOn === 'needs days') {
        expectWhole(await dashboard.update(id, { status: after }), 400, NEEDS_DAYS);
        return;
      }
      expect(await put(id, { status: after })).toMatchObject({
        status: after,
        activated_at: noonOf(activatedOn),
        expires_at: noonOf(endsOn),
        duration_days: 30,
      });
    });
  });

  it('generated makes an unused license usable again that expired and was revoked', async () => {
    const { id, license_key } = await dashboard.generated();
    await put(id, { status: 'expired' });
    await put(id, { status: 'revoked' });
    await put(id, { status: 'generated' });
    expect((await activate(server, license_key, aSystem(++systems))).status).toBe(200);
  });

  it('revoked refuses validation at once; active resumes it unchanged', async () => {
    const license = await anActive();
    const ask = async () => (await validate(server, license.license_key, aSystem(systems))).status;
    expect(await put(license.id, { status: 'revoked' })).toEqual({ ...license, status: 'revoked' });
    expect(await ask()).toBe(403);
    expect(await put(license.id, { status: 'active' })).toEqual(license);
    expect(await ask()).toBe(200);
    const events = (await eventsOf(server, license.id)).map(({ name }) => name);
    expect(events.slice(-2)).toEqual(['license.revoked', 'license.enabled']);
  });

  it('expired ends the license now; it needs new days to become active', async () => {
    const license = await anActive();
    server.clock.advance(DAY);
    expect(await put(license.id, { status: 'expired' })).toMatchObject({
      status: 'expired',
      expires_at: '2025-10-13T12:00:00Z',
    });
    expect((await validate(server, license.license_key, aSystem(systems))).status).toBe(403);
    expectWhole(await dashboard.update(license.id, { status: 'active' }), 400, NEEDS_DAYS);
    expectWhole(await dashboard.update(license.id, { status: 'activated', duration_days: 1 }), 400, NEEDS_DAYS);
    expect(await put(license.id, { status: 'active', duration_days: 2 })).toMatchObject({
      status: 'active',
      activated_at: '2025-10-12T12:00:00Z',
      expires_at: '2025-10-14T12:00:00Z',
    });
  });

  it('expired keeps a past date', async () => {
    const license = await anActive({ duration_days: 1 });
    server.clock.advance(2 * DAY);
    expect(await put(license.id, { status: 'expired' })).toMatchObject({ expires_at: '2025-10-13T12:00:00Z' });
  });

  it('generated releases the license for any system', async () => {
    const license = await anActive();
    expect(await put(license.id, { status: 'generated' })).toMatchObject({
      status: 'generated',
      activated_at: null,
      expires_at: null,
    });
    expect((await validate(server, license.license_key, aSystem(systems))).status).toBe(403);
    server.clock.advance(DAY);
    const again = await activate(server, license.license_key, aSystem(++systems), 'jane@example.com');
    expect(again.body.data).toMatchObject({
      user_email: 'jane@example.com',
      activated_at: '2025-10-13T12:00:00Z',
      expires_at: '2025-11-12T12:00:00Z',
    });
    expect((await dashboard.read(license.id)).users).toEqual({ email: 'jane@example.com', name: 'jane' });
  });

  it('active starts the term of an unused license', async () => {
    const { id, license_key } = await dashboard.generated({ duration_days: 10 });
    await put(id, { status: 'expired' });
    expect(await put(id, { status: 'active' })).toMatchObject({
      status: 'active',
      activated_at: '2025-10-12T12:00:00Z',
      expires_at: '2025-10-22T12:00:00Z',
      users: null,
    });
    server.clock.advance(DAY);
    const { body } = await activate(server, license_key, aSystem(++systems));
    expect(body.data).toMatchObject({ activated_at: '2025-10-12T12:00:00Z', expires_at: '2025-10-22T12:00:00Z' });
  });

  it('keeps a license blocked or disabled through another API', async () => {
    for (const state of ['blocked', 'disabled']) {
      const license = await anActive();
      await changed(server, license, { state });
      for (const status of ['active', 'expired', 'generated', 'revoked']) {
        expect((await put(license.id, { status, duration_days: 60 })).status).toBe('revoked');
      }
      await put(license.id, { status: 'active', duration_days: 60 });
      const { body } = await server.asAdmin('GET', `/api/v1/licenses/${license.id}`);
      expect(body.state).toBe(state);
    }
  });

  it('keeps an expiration date that was set', async () => {
    const { id } = await issued(server, { expires_at: '2026-01-01T00:00:00Z' });
    expect(await put(id, { status: 'active' })).toMatchObject({ expires_at: '2026-01-01T00:00:00Z' });
    expect(await put(id, { status: 'generated' })).toMatchObject({ expires_at: '2026-01-01T00:00:00Z' });
    await put(id, { status: 'expired' });
    expectWhole(await dashboard.update(id, { status: 'generated' }), 400, NEEDS_DAYS);
    expect(await put(id, { status: 'generated', duration_days: 5 })).toMatchObject({
      status: 'generated',
      expires_at: '2025-10-17T12:00:00Z',
    });
  });
});

describe('days', () => {
  it('count from the activation', async () => {
    const license = await anActive();
    server.clock.advance(5 * DAY);
    expect(await put(license.id, { duration_days: 730 })).toMatchObject({
      duration_days: 730,
      status: 'active',
      expires_at: '2027-10-12T12:00:00Z',
    });
    expect(await put(license.id, { duration_days: 5 })).toMatchObject({ status: 'expired' });
  });

  it('of an unused license begin with its activation', async () => {
    const { id, license_key } = await dashboard.generated();
    expect(await put(id, { duration_days: 7 })).toMatchObject({ duration_days: 7, expires_at: null });
    const { body } = await activate(server, license_key, aSystem(++systems));
    expect(body.data.expires_at).toBe('2025-10-19T12:00:00Z');
  });
});

describe('an update', () => {
  it('without fields changes nothing; a description is trimmed, and null removes it', async () => {
    const license = await anActive({ description: 'Annual license' });
    expect(await put(license.id, {})).toEqual(license);
    expect((await put(license.id, { description: '  Better ' })).description).toBe('Better');
    expect((await put(license.id, { description: null })).description).toBeNull();
  });

  it.each([
    ['status', 'suspended'],
    ['status', null],
    ['duration_days', 0],
    ['duration_days', 3651],
    ['duration_days', null],
    ['description', 7],
    ['description', 'x'.repeat(501)],
  ])('refuses %s %p', async (name, value) => {
    const { id } = await dashboard.generated();
    const { status, body } = await dashboard.update(id, { [name]: value });
    expect([status, body.code, body.details[0].field]).toEqual([400, 'VALIDATION_ERROR', name]);
  });
});
