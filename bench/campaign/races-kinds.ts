import { EndsContest, TrialsContest } from './races-ends';
import {
  activation,
  borrowed,
  borrowedByHeartbeat,
  done,
  issue,
  issueOne,
  licensesOfGroup,
  LONG_LEASE,
  names,
  post,
  PRODUCT,
  seats,
  sessions,
  sessionsOn,
  sessionStart,
  startedSession,
  users,
  usersByUse,
} from './races-limits';
import { type Meters, MetersContest } from './races-meters';
import { PlacesContest, type Place } from './races-places';
import type { Contest, Races } from './races-race';

const TRIAL_PRODUCT = 'races-trial';
const METERS = ['exports', 'pages'] as const;
/** Label of the licenses that are used with an Idempotency-Key. */
export const KEYED_BATCH = 'keyed';
const LICENSES_OF_GROUP = 3;

export interface Kind {
  readonly name: string;
  /** How often it is chosen, beside the others. */
  readonly weight: number;
  prepare(races: Races): Promise<Contest>;
}

/** Products, policies and meters that the kinds need. */
export async function prepareProducts(races: Races): Promise<void> {
  const { admin } = races.course;
  for (const code of METERS) {
    const path = `/api/v1/products/${PRODUCT}/meters/${code}`;
    await done(races, { method: 'PUT', path, body: { name: code, kind: 'consumed' }, headers: admin });
  }
  const policy = { name: 'Trial of the races', duration_days: 365, max_activations: 1 };
  await done(races, post('/policies', policy, admin));
  const product = { reference: TRIAL_PRODUCT, name: 'Trials', trial_policy: policy.name };
  await done(races, post('/products', product, admin));
}

const sizeOf = ({ random }: Races): number => 1 + random.below(5);

async function seatsOfLicense(races: Races, givesBack: boolean): Promise<Contest> {
  const size = sizeOf(races);
  const license = await issueOne(races, { max_activations: size });
  return new PlacesContest(races, seats(races.course, [license], size), givesBack);
}

async function group(races: Races, limits: object): Promise<string> {
  const name = `${races.kind}, lane ${races.lane}`;
  await done(races, post('/groups', { name, ...limits }, races.course.admin));
  return name;
}

async function seatsOfGroup(races: Races): Promise<Contest> {
  const size = sizeOf(races);
  const fields = { group: await group(races, { max_activations: size }), max_activations: null };
  const licenses = await issue(races, LICENSES_OF_GROUP, fields);
  return new PlacesContest(races, seats(races.course, licenses, size, 4), races.random.below(3) === 0);
}

async function usersOfGroup(races: Races): Promise<Contest> {
  const size = sizeOf(races);
  const fields = { group: await group(races, { max_users: size }), max_users: null };
  const licenses = await issue(races, LICENSES_OF_GROUP, fields);
  return new PlacesContest(races, users(races.course, licenses, size, 4), races.random.below(3) === 0);
}

async function usersOfLicense(races: Races): Promise<Contest> {
  const size = sizeOf(races);
  const license = await issueOne(races, { max_users: size });
  return new PlacesContest(races, users(races.course, [license], size), races.random.below(3) === 0);
}

async function usersOfUse(races: Races): Promise<Contest> {
  const size = sizeOf(races);
  const license = await issueOne(races, {
    max_users: size,
    max_activations: null,
    policy_overrides: { assign_user_on_use: true },
  });
  await done(races, activation(license.key, 'shared device'));
  const limit = usersByUse(races.course, license, size, 'shared device');
  return new PlacesContest(races, limit, races.random.below(3) === 0);
}

async function licensesOf(races: Races): Promise<Contest> {
  const size = sizeOf(races);
  const name = await group(races, { max_licenses: size });
  return new PlacesContest(races, licensesOfGroup(races.course, name, size), races.random.below(3) === 0);
}

/** A license with active devices, on which sessions can start. */
async function floating(races: Races, fields: object, behavior: object = {}) {
  const license = await issueOne(races, {
    max_activations: null,
    policy_overrides: { session_lease: LONG_LEASE, ...behavior },
    ...fields,
  });
  const devices = names('device', 3);
  for (const device of devices) {
    await done(races, activation(license.key, device));
  }
  return { license, devices };
}

async function sessionsOfLicense(races: Races, givesBack: boolean): Promise<Contest> {
  const size = sizeOf(races);
  const { license, devices } = await floating(races, { max_sessions: size });
  return new PlacesContest(races, sessions(races.course, license, size, devices), givesBack);
}

async function borrowedOfLicense(races: Races): Promise<Contest> {
  const size = sizeOf(races);
  const isByHeartbeat = races.random.below(2) === 0;
  const behavior = { max_borrow_days: 7, max_borrowed: size };
  const { license, devices } = await floating(races, { max_sessions: isByHeartbeat ? null : size + 1 }, behavior);
  const givesBack = races.random.below(3) === 0;
  if (!isByHeartbeat) {
    return new PlacesContest(races, borrowed(races.course, license, size, devices), givesBack);
  }
  const running = new Map<string, Place>();
  for (const holder of sessionsOn(devices)) {
    const place = startedSession(await done(races, sessionStart(license.key, holder)));
    if (place) {
      running.set(holder, place);
    }
  }
  return new PlacesContest(races, borrowedByHeartbeat(races.course, license, size, running), givesBack);
}

async function meters(races: Races, codes: readonly string[], way: Meters['way']): Promise<Contest> {
  const size = 5 + races.random.below(10);
  const license = await issueOne(races, {
    ...(way === 'keyed' && { batch: KEYED_BATCH }),
    meters: Object.fromEntries(codes.map((code) => [code, { limit: size, period: 'none' }])),
  });
  return new MetersContest(races, license, { codes, size, way });
}

async function ends(races: Races): Promise<Contest> {
  const license = await issueOne(races, {});
  const [device = ''] = names('device', 1);
  await done(races, activation(license.key, device));
  return new EndsContest(races, license, device);
}

export const KINDS: readonly Kind[] = [
  { name: 'seats', weight: 4, prepare: (races) => seatsOfLicense(races, false) },
  { name: 'activation against deactivation', weight: 3, prepare: (races) => seatsOfLicense(races, true) },
  { name: 'seats of a group', weight: 3, prepare: seatsOfGroup },
  { name: 'sessions', weight: 4, prepare: (races) => sessionsOfLicense(races, false) },
  { name: 'sessions, start against end', weight: 2, prepare: (races) => sessionsOfLicense(races, true) },
  { name: 'borrowed seats', weight: 3, prepare: borrowedOfLicense },
  { name: 'meter', weight: 4, prepare: (races) => meters(races, METERS.slice(0, 1), 'take') },
  { name: 'two meters, all or none', weight: 3, prepare: (races) => meters(races, METERS, 'take') },
  { name: 'meters with reservations', weight: 2, prepare: (races) => meters(races, METERS, 'reserve') },
  { name: 'meter with Idempotency-Key', weight: 2, prepare: (races) => meters(races, METERS.slice(0, 1), 'keyed') },
  { name: 'users', weight: 2, prepare: usersOfLicense },
  { name: 'users assigned by use', weight: 2, prepare: usersOfUse },
  { name: 'users of a group', weight: 2, prepare: usersOfGroup },
  { name: 'licenses of a group', weight: 1, prepare: licensesOf },
  { name: 'trials', weight: 1, prepare: (races) => Promise.resolve(new TrialsContest(races, TRIAL_PRODUCT)) },
  { name: 'use against revoke, block, disable', weight: 2, prepare: ends },
];
