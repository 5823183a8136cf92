import { texts } from '../../../../core/i18n';
import type { SigningAlg } from '../../../../core/platform/internal';
import type { Choice } from '../../../../pages/components/fields';

/** An algorithm of signing keys as a form offers it. */
export function algChoice(alg: SigningAlg): Choice {
  return { value: alg, title: alg, note: texts('signingKeys').algs[alg] };
}
