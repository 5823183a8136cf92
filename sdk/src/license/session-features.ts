import { fieldsOf } from '../http/unknown';
import { UntrustedError } from '../signed';
import { untrustedAnswer } from './problems';

/** A feature that a session asked for. */
export interface FloatingFeature {
  feature: string;
  /** Whether the session holds it. */
  held: boolean;
  /** Running sessions that hold it. */
  used: number;
  /** Sessions that may hold it; null is unlimited. */
  max: number | null;
  /** Why the session did not get it: `FEATURE_EXHAUSTED` or `FEATURE_NOT_GRANTED`. */
  code: string | null;
}

/** Features as the server has signed them. */
export function featuresIn({ features }: Partial<Record<string, unknown>>): FloatingFeature[] {
  if (!Array.isArray(features)) {
    throw untrustedAnswer(new UntrustedError('malformed', 'There are no features'));
  }
  return features.map((one: unknown) => {
    const { feature, held, used, max, code } = fieldsOf(one);
    const limit = typeof max === 'number' ? max : null;
    return {
      feature: String(feature),
      held: held === true,
      used: Number(used),
      max: limit,
      code: typeof code === 'string' ? code : null,
    };
  });
}
