import { type Answer, type Call, type Course, type Races, textOf } from './races-race';
import type { Limit, Place } from './races-places';

export interface License {
  readonly id: string;
  readonly key: string;
}

export const PRODUCT = 'v2-default';
/** Longer than the campaign: no session ends by itself. */
export const LONG_LEASE = 86_400;

export const post = (path: string, body: object, headers: Readonly<Record<string, string>> = {}): Call => ({
  method: 'POST',
  path: `/api/v1${path}`,
  body,
  headers,
});

export const activation = (license_key: string, hardware_id: string, more: object = {}): Call =>
  post('/activate', { license_key, hardware_id, ...more });

export const names = (prefix: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}-${index}`);

/** A call of the preparation. @throws if it is refused */
export async function done(races: Races, call: Call): Promise<Answer> {
  const answer = await races.call(call);
  if (answer.status >= 300) {
    throw new Error(`${call.method} ${call.path} is answered ${answer.status}: ${answer.reply.text}`);
  }
  return answer;
}

/** Licenses that are issued at once. */
export async function issue(races: Races, count: number, fields: object): Promise<License[]> {
  const call = post('/licenses/batch', { product: PRODUCT, count, ...fields }, races.course.admin);
  const { reply } = await done(races, call);
  return (reply.body?.items ?? []) as License[];
}

export async function issueOne(races: Races, fields: object): Promise<License> {
  const [license] = await issue(races, 1, fields);
  if (license === undefined) {
    throw new Error('No license was issued');
  }
  return license;
}

/** First column of the rows as texts. */
export async function textsOf({ pool }: Course, statement: string, values: unknown[]): Promise<string[]> {
  const { rows } = await pool.query<{ value: string | number }>(statement, values);
  return rows.map(({ value }) => String(value));
}

/** Splits the name of a holder of a place in a group: that of a license, and the device or user. */
const partsOf = (holder: string): [license: number, name: string] => {
  const [license = '', name = ''] = holder.split('/');
  return [Number(license), name];
};

export const holdersOf = (licenses: readonly License[], each: readonly string[]): string[] =>
  licenses.flatMap((_, license) => each.map((name) => `${license}/${name}`));

const keyAt = (licenses: readonly License[], index: number): string => licenses[index]?.key ?? '';

/** Seats of one license, or of a group of licenses. */
export function seats(course: Course, licenses: readonly License[], size: number, devices = 12): Limit {
  const keys = licenses.map(({ key }) => key);
  return {
    name: `seats of ${keys.join(', ')}`,
    size,
    holders: holdersOf(licenses, names('device', devices)),
    isRepeatable: true,
    exhausted: 'SEATS_EXHAUSTED',
    take: (holder) => {
      const [license, device] = partsOf(holder);
      return activation(keyAt(licenses, license), device);
    },
    placeOf: ({ status, reply }, holder): Place | undefined =>
      status < 300 && reply.body?.success === true ? { id: holder, handle: '' } : undefined,
    giveBack: (holder) => {
      const [license, device] = partsOf(holder);
      return post('/deactivate', { license_key: keyAt(licenses, license), hardware_id: device });
    },
    taken: () =>
      textsOf(
        course,
        `SELECT array_position($1::text[], l.key::text) - 1 || '/' || a.fingerprint AS value
         FROM activations AS a JOIN licenses AS l ON l.id = a.license_id
         WHERE l.key = ANY($1) AND a.deactivated_at IS NULL`,
        [keys],
      ),
  };
}

/** Names of four sessions on each device. */
export const sessionsOn = (devices: readonly string[]): string[] =>
  devices.flatMap((device) => names(`${device}/session`, 4));

export const sessionStart = (license_key: string, holder: string, more: object = {}): Call =>
  post('/license-sessions', { license_key, hardware_id: holder.split('/')[0], ...more });

/** Sessions of a license whose devices are active: several on each device. */
export function sessions(course: Course, { key }: License, size: number, devices: readonly string[]): Limit {
  return {
    name: `sessions of ${key}`,
    size,
    holders: sessionsOn(devices),
    isRepeatable: false,
    exhausted: 'SESSIONS_EXHAUSTED',
    take: (holder) => sessionStart(key, holder),
    placeOf: startedSession,
    giveBack: (_device, { handle }) => post('/license-sessions/end', { session_token: handle }),
    taken: () => textsOf(course, RUNNING, [key]),
  };
}

/** Borrowed sessions, of which each is borrowed when it starts. */
export function borrowed(course: Course, license: License, size: number, devices: readonly string[]): Limit {
  return {
    ...sessions(course, license, size, devices),
    name: `borrowed sessions of ${license.key}`,
    exhausted: 'BORROWS_EXHAUSTED',
    take: (holder) => sessionStart(license.key, holder, { borrow_days: 1 }),
    taken: () => textsOf(course, BORROWED, [license.key]),
  };
}

/** Running sessions that are borrowed by a heartbeat, and returned by another. */
export function borrowedByHeartbeat(
  course: Course,
  { key }: License,
  size: number,
  running: ReadonlyMap<string, Place>,
): Limit {
  const beat = (device: string, borrow_days: number) =>
    post('/license-sessions/heartbeat', { session_token: running.get(device)?.handle, borrow_days });
  return {
    name: `sessions of ${key} borrowed by heartbeat`,
    size,
    holders: [...running.keys()],
    isRepeatable: true,
    exhausted: 'BORROWS_EXHAUSTED',
    take: (device) => beat(device, 1),
    placeOf: ({ status }, device) => (status < 300 ? running.get(device) : undefined),
    giveBack: (device) => beat(device, 0),
    taken: () => textsOf(course, BORROWED, [key]),
  };
}

export function startedSession(answer: Answer): Place | undefined {
  return answer.status === 201
    ? { id: textOf(answer, 'session_id'), handle: textOf(answer, 'session_token') }
    : undefined;
}

const RUNNING = `
  SELECT s.uid AS value FROM license_sessions AS s JOIN licenses AS l ON l.id = s.license_id
  WHERE l.key = $1 AND s.ended_at IS NULL
`;
const BORROWED = `${RUNNING} AND s.borrowed_until > now()`;

/** Named users of one license, or of a group of licenses, whom an admin assigns. */
export function users(course: Course, licenses: readonly License[], size: number, each = 12): Limit {
  const ids = licenses.map(({ id }) => id);
  return {
    name: `users of ${licenses.map(({ key }) => key).join(', ')}`,
    size,
    // Somebody who is a user of several licenses counts once.
    holders: licenses.flatMap((_, license) => names(`${license}/user-${license}`, each)),
    isRepeatable: true,
    exhausted: 'USERS_EXHAUSTED',
    take: (holder) => {
      const [license, user] = partsOf(holder);
      return post(`/licenses/${ids[license] ?? ''}/users`, { external_id: user }, course.admin);
    },
    placeOf: (answer) => (answer.status < 300 ? { id: textOf(answer, 'id'), handle: '' } : undefined),
    giveBack: (holder, { id }) => ({
      method: 'DELETE',
      path: `/api/v1/licenses/${ids[partsOf(holder)[0]] ?? ''}/users/${id}`,
      headers: course.admin,
    }),
    taken: () =>
      textsOf(
        course,
        `SELECT u.uid AS value FROM license_users AS u JOIN licenses AS l ON l.id = u.license_id WHERE l.uid = ANY($1)`,
        [ids],
      ),
  };
}

/** Named users whom their first validation or activation assigns. */
export function usersByUse(course: Course, { id, key }: License, size: number, device: string): Limit {
  const activates = (user: string): boolean => user.endsWith('0') || user.endsWith('5');
  return {
    name: `users of ${key} by use`,
    size,
    holders: names('user', 12),
    isRepeatable: true,
    exhausted: 'USERS_EXHAUSTED',
    take: (user) =>
      activates(user)
        ? activation(key, `device of ${user}`, { user })
        : post('/validate', { license_key: key, hardware_id: device, user }),
    placeOf: ({ status, reply }, user) =>
      status < 300 && (reply.body?.success ?? reply.body?.valid) === true ? { id: user, handle: '' } : undefined,
    giveBack: async (user) => {
      const [uid = ''] = await textsOf(course, `SELECT u.uid AS value ${USERS_OF_KEY} AND u.identifier = $2`, [
        key,
        user,
      ]);
      return { method: 'DELETE', path: `/api/v1/licenses/${id}/users/${uid}`, headers: course.admin };
    },
    taken: () => textsOf(course, `SELECT u.identifier AS value ${USERS_OF_KEY}`, [key]),
  };
}

const USERS_OF_KEY = 'FROM license_users AS u JOIN licenses AS l ON l.id = u.license_id WHERE l.key = $1';

/** Licenses of a group, which are issued and deleted. */
export function licensesOfGroup(course: Course, group: string, size: number): Limit {
  return {
    name: `licenses of the group ${group}`,
    size,
    holders: names('license', 12),
    isRepeatable: false,
    exhausted: 'LICENSES_EXHAUSTED',
    take: () => post('/licenses', { product: PRODUCT, group }, course.admin),
    placeOf: (answer) => (answer.status < 300 ? { id: textOf(answer, 'id'), handle: '' } : undefined),
    giveBack: (_license, { id }) => ({
      method: 'DELETE',
      path: `/api/v1/licenses/${id}?final=true`,
      headers: course.admin,
    }),
    taken: () =>
      textsOf(
        course,
        'SELECT l.uid AS value FROM licenses AS l JOIN groups AS g ON g.uid = l.group_id WHERE g.name = $1',
        [group],
      ),
  };
}
