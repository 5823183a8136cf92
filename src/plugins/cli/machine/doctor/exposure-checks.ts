import { isLoopback, listeningHost } from './addresses';
import { type Check, type Finding, findingIf } from './check';
import type { Context } from './context';

const MIN_JWT_SECRET = 32;

/** Settings with which the server starts, and which are a risk. */
export const EXPOSURE_CHECKS: readonly Check[] = [
  {
    name: 'demo',
    finds: '`DEMO`, whose credentials are public',
    run: ({ settings }) =>
      findingIf(
        settings.DEMO,
        'DEMO is on: everybody knows the key, the license and the token secret of its sample data.',
        'Remove DEMO before the first real license; a start without it revokes its credentials.',
      ),
  },
  {
    name: 'open-dialects',
    finds: 'APIs whose admin calls need no credential (`OPEN_DIALECTS`)',
    run: ({ settings: { OPEN_DIALECTS } }) =>
      findingIf(
        OPEN_DIALECTS.length > 0,
        `The public lists and admin calls of ${OPEN_DIALECTS.join(', ')} need no credential.`,
        'Remove OPEN_DIALECTS unless a network that you trust is all that reaches the server.',
      ),
  },
  {
    name: 'encryption-in-transit',
    finds: 'log-ins over a network without TLS and without a proxy that has it',
    run: unencryptedListener,
  },
  {
    name: 'trusted-proxies',
    finds: '`TRUSTED_PROXIES` that trust every address',
    run: ({ settings: { TRUSTED_PROXIES } }) => {
      const all = TRUSTED_PROXIES.filter((network) => /\/0+$/.test(network));
      return findingIf(
        all.length > 0,
        `TRUSTED_PROXIES contains ${all.join(', ')}: any client can choose the address by which it is limited and blacklisted.`,
        'Name only the addresses of your proxies, such as TRUSTED_PROXIES=10.0.0.5.',
      );
    },
  },
  {
    name: 'rate-limits',
    finds: 'rate limits that are off (`RATE_LIMIT_FACTOR=0`)',
    run: ({ settings: { RATE_LIMIT_FACTOR } }) =>
      findingIf(
        RATE_LIMIT_FACTOR === 0,
        'RATE_LIMIT_FACTOR is 0: passwords and keys can be guessed at any speed.',
        'Remove RATE_LIMIT_FACTOR; it is for load tests.',
      ),
  },
  {
    name: 'token-secret',
    finds: 'a `JWT_SECRET` that is short enough to be guessed',
    run: ({ settings: { JWT_SECRET } }) =>
      findingIf(
        JWT_SECRET !== undefined && Buffer.byteLength(JWT_SECRET) < MIN_JWT_SECRET,
        `JWT_SECRET has fewer than ${MIN_JWT_SECRET} bytes: whoever has a token can try to guess it.`,
        'Remove it, so that the generated one is used, or set what `openssl rand -base64 48` prints; all users log in again.',
      ),
  },
];

function unencryptedListener(context: Context): readonly Finding[] {
  const { TLS_CERT, TRUSTED_PROXIES } = context.settings;
  const host = listeningHost(context);
  return findingIf(
    !isLoopback(host) && TLS_CERT === undefined && TRUSTED_PROXIES.length === 0,
    `The server listens on ${host} without TLS and trusts no proxy: passwords, tokens and keys cross the network in plain text.`,
    'Set TLS_CERT and TLS_KEY, or put a proxy with TLS in front and set TRUSTED_PROXIES to its address: docs/deploy.md#certificates.',
  );
}
