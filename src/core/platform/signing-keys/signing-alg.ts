import { choice } from '../../common/settings/setting-definition';
import { CommonSettings } from '../settings/known-settings';

/** Algorithms of signing keys, as `alg` of RFC 7518 and RFC 8037 names them. The first always has an active key. */
export const SIGNING_ALGS = ['EdDSA', 'ES256'] as const;
/** Algorithm of a signing key. */
export type SigningAlg = (typeof SIGNING_ALGS)[number];

export const SIGNING_ALG = choice({
  name: 'signing.alg',
  description:
    'Algorithm that signs for products that name none: `EdDSA` (Ed25519), or `ES256` (P-256), which needs a signing key of ' +
    'this kind. Programs with a client that knows only EdDSA do not trust what ES256 signed.',
  choices: SIGNING_ALGS,
  default: 'EdDSA',
});

export const SIGNING_SETTINGS = new CommonSettings([SIGNING_ALG]);
