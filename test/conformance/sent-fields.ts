import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { languageOf } from './languages';
import type { SentCall } from './lying-proxy';

interface Row {
  readonly always: readonly string[];
  readonly named: readonly string[];
}

const PAGE = readFileSync(join(__dirname, '../../docs/privacy/clients.md'), 'utf8');

/** The table of the page about what clients send, by the path of the call. */
const TABLE = new Map<string, Row>(
  [...PAGE.matchAll(/^\| `([a-z/-]+)` \| (`.*?) \| (.*?) ?\|$/gm)].map(([, call = '', always, named]) => [
    call,
    { always: namesIn(always), named: namesIn(named) },
  ]),
);

/** The rows of the table of differences: clients, calls, fields that these also have and that they never have. */
const DIFFERENCES = [...PAGE.matchAll(/^\| ([A-Z][^`|]*) \| (`.*?) \| (.*?) ?\| (.*?) ?\|$/gm)].map(
  ([, clients = '', calls, also, never]) => ({
    clients: clients.split(', '),
    calls: namesIn(calls),
    also: namesIn(also),
    never: namesIn(never),
  }),
);

/** Left out where the platform does not tell it. */
const UNKNOWN = 'environment';

/** Calls of a client whose fields are others than those that the page lists, each with these fields. */
export function unlistedFields(client: string, sent: readonly SentCall[]): readonly object[] {
  return sent
    .map(({ call, fields }) => {
      const { always = [], named = [] } = TABLE.get(call) ?? {};
      const own = DIFFERENCES.filter(
        ({ clients, calls }) => clients.includes(languageOf(client)) && calls.includes(call),
      );
      const never = own.flatMap((difference) => difference.never);
      const listed = [...always, ...named, ...own.flatMap(({ also }) => also)].filter((name) => !never.includes(name));
      return {
        call,
        unlisted: fields.filter((name) => !listed.includes(name)),
        missing: always.filter((name) => name !== UNKNOWN && !fields.includes(name)),
      };
    })
    .filter(({ unlisted, missing }) => unlisted.length + missing.length > 0);
}

function namesIn(cell = ''): string[] {
  return [...cell.matchAll(/`([\w/-]+)`/g)].map(([, name = '']) => name);
}
