import type { CallOptions, ClientOptions } from '../client-options';
import { invalidOption } from '../usage-error';
import { hasFields } from './unknown';

export { CALL_RULES, check as checkOptions, CLIENT_RULES, type Rule };

interface Rule {
  readonly is: (value: unknown) => boolean;
  readonly what: string;
  readonly isSecret?: boolean;
}

/** Timers of a longer delay fire at once. */
export const LONGEST_MS = 2 ** 31 - 1;

const URL_TEXT: Rule = { is: (value) => typeof value === 'string', what: 'text' };
const SECRET: Rule = { is: isHeaderValue, what: 'text that a header can hold', isSecret: true };
const MILLISECONDS: Rule = {
  is: (value) => typeof value === 'number' && value >= 0 && value <= LONGEST_MS,
  what: `a number of milliseconds from 0 to ${LONGEST_MS}`,
};
const FUNCTION: Rule = { is: (value) => typeof value === 'function', what: 'a function' };

const CALL_RULES: { [Name in keyof Required<CallOptions>]: Rule } = {
  apiKey: SECRET,
  backoffMs: MILLISECONDS,
  headers: { is: areHeaders, what: 'an object of names and text that headers can hold', isSecret: true },
  idempotencyKey: { ...SECRET, isSecret: false },
  logger: { is: (value) => hasFunctions(value, 'debug', 'warn'), what: 'an object with the functions debug and warn' },
  maxRetryAfterMs: MILLISECONDS,
  onRequest: FUNCTION,
  onResponse: FUNCTION,
  onRetry: FUNCTION,
  retries: { is: (value) => Number.isInteger(value) && Number(value) >= 0, what: 'a whole number of 0 or more' },
  signal: { is: (value) => hasFunctions(value, 'addEventListener'), what: 'an AbortSignal' },
  timeoutMs: MILLISECONDS,
  token: SECRET,
};

const { signal, idempotencyKey, ...shared } = CALL_RULES;
const CLIENT_RULES: { [Name in keyof Required<ClientOptions>]: Rule } = {
  ...shared,
  baseUrl: URL_TEXT,
  fetch: FUNCTION,
};

/** Refuses options of a client that do not exist or cannot have their value. */
export function checkClientOptions(options: Partial<ClientOptions>): void {
  check(options, CLIENT_RULES);
  if (options.baseUrl === undefined) {
    throw invalidOption('baseUrl is missing: give the address of the server, such as https://licenses.example.com');
  }
}

/** Refuses options of a call that do not exist or cannot have their value. */
export function checkCallOptions(options: CallOptions): void {
  check(options, CALL_RULES);
}

function check(options: unknown, rules: Readonly<Record<string, Rule>>): void {
  if (!hasFields(options)) {
    throw invalidOption('Options must be an object, such as { baseUrl: "https://licenses.example.com" }');
  }
  for (const [name, value] of Object.entries(options)) {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (!rule) {
      throw invalidOption(`There is no option ${name}. The options here are ${Object.keys(rules).sort().join(', ')}`);
    }
    if (value !== undefined && !rule.is(value)) {
      throw invalidOption(`${name} must be ${rule.what}${rule.isSecret ? '' : `, not ${shown(value)}`}`);
    }
  }
}

function shown(value: unknown): string {
  return hasFields(value) ? 'an object' : JSON.stringify(String(value));
}

function isHeaderValue(value: unknown): boolean {
  return typeof value === 'string' && areHeaders({ value });
}

function areHeaders(value: unknown): boolean {
  if (!hasFields(value)) {
    return false;
  }
  try {
    const entries = Object.entries(value);
    entries.forEach(([name, text]) => new Headers([[name, text]]));
    return entries.every(([, text]) => typeof text === 'string');
  } catch {
    return false;
  }
}

export function hasFunctions(value: unknown, ...names: readonly string[]): boolean {
  return hasFields(value) && names.every((name) => typeof Reflect.get(value, name) === 'function');
}
