import { fieldsOf } from '../http/unknown';
import { UntrustedError } from '../signed';
import type { Reply } from './calls';
import { untrustedAnswer } from './problems';

/** A meter after a call. It is not signed. */
export interface MeterBalance {
  readonly meter: string;
  /** What was taken in this period and not returned. */
  readonly used: number;
  /** Null is unlimited. */
  readonly limit: number | null;
  /** What can still be taken in this period, the overage included; null is unlimited. */
  readonly left: number | null;
  /** When the next period begins; null for a meter that never resets. */
  readonly resetsAt: Date | null;
}

export function balancesIn({ meters }: Reply): MeterBalance[] {
  return (Array.isArray(meters) ? meters : []).map(fieldsOf).map(({ meter, used, limit, left, resets_at: reset }) => ({
    meter: String(meter),
    used: Number(used),
    limit: typeof limit === 'number' ? limit : null,
    left: typeof left === 'number' ? left : null,
    resetsAt: typeof reset === 'string' ? new Date(reset) : null,
  }));
}

export function withoutBalance(): never {
  throw untrustedAnswer(new UntrustedError('malformed', 'There is no balance of the meter'));
}
