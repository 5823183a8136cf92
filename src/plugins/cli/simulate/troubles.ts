import { inSeconds } from '../../../core/common/seconds';
import { DAY } from '../../../core/common/calendar';
import { SIGNED_VERDICT } from '../../../core/platform/signing-keys/signed-types';

/** Claims of something that the server signed. */
export type Claims = Readonly<Record<string, unknown>>;

/** Something that may go wrong between a program and its license server. */
export interface Trouble {
  readonly description: string;
  /** Connections are closed without an answer. */
  readonly isDown?: true;
  /** Milliseconds before each answer. */
  readonly delay?: number;
  /** Replaces each answer to a program. */
  readonly answer?: Answer;
  /** Replaces the answers to calls that take a seat, whose refusals are not signed. */
  readonly refusal?: Answer;
  /** Changes what the server signed. */
  readonly alter?: (claims: Claims, typ: string, now: Date) => Claims;
  /** Signs with a key that the program does not pin. */
  readonly isForged?: true;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const SLOW_MS = 30_000;
const HALF_AN_HOUR = 1_800;
const CLOCK_AHEAD = (2 * DAY) / 1_000;

/** The troubles that `keyward simulate` plays, by the name that is typed. */
export const TROUBLES = {
  none: { description: 'answers of the server' },
  down: { description: 'connections are closed without an answer', isDown: true },
  slow: { description: 'each answer comes after 30 seconds', delay: SLOW_MS },
  'captive-portal': {
    description: 'a network answers with its own page',
    answer: {
      status: 200,
      headers: { 'content-type': 'text/html; charset=utf-8' },
      body: '<!doctype html><title>Sign in</title><h1>Sign in to this network</h1>',
    },
  },
  'rate-limited': {
    description: '429, for half an hour',
    answer: {
      ...errorAnswer(429, 'RATE_LIMIT_EXCEEDED', 'Too many requests'),
      headers: { 'content-type': 'application/json', 'retry-after': String(HALF_AN_HOUR) },
    },
  },
  'forged-yes': {
    description: 'says yes, signed with a key that the program does not pin',
    isForged: true,
    alter: (claims, typ) => (typ === SIGNED_VERDICT ? { ...claims, valid: true, code: 'VALID' } : claims),
  },
  'clock-ahead': {
    description: "the server's clock is two days ahead",
    alter: (claims) => ({ ...claims, ...later(claims, ['iat', 'exp', 'next_check', 'offline_until']) }),
  },
  revoked: {
    description: 'the license was revoked',
    refusal: errorAnswer(403, 'REVOKED', 'The license was revoked'),
    alter: (claims, typ) =>
      typ === SIGNED_VERDICT ? { ...claims, valid: false, code: 'REVOKED', offline_until: null } : claims,
  },
  'expires-tomorrow': {
    description: 'the license expires in 24 hours',
    alter: (claims, typ, now) => (typ === SIGNED_VERDICT ? ending(claims, inSeconds(now) + DAY / 1_000) : claims),
  },
} satisfies Record<string, Trouble>;

export type TroubleName = keyof typeof TROUBLES;

export function isTrouble(name: string): name is TroubleName {
  return Object.hasOwn(TROUBLES, name);
}

function errorAnswer(status: number, code: string, message: string): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ error: { code, message } }),
  };
}

function later(claims: Claims, names: readonly string[]): Claims {
  const times = names.map((name) => [name, claims[name]] as const);
  return Object.fromEntries(
    times.flatMap(([name, time]) => (typeof time === 'number' ? [[name, time + CLOCK_AHEAD]] : [])),
  );
}

function ending(claims: Claims, end: number): Claims {
  const { offline_until: offlineUntil } = claims;
  return {
    ...claims,
    expires_at: end,
    ...(typeof offlineUntil === 'number' && { offline_until: Math.min(offlineUntil, end) }),
  };
}
