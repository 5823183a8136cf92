import type { TrialState } from './trial.entity';

const ENDS = `coalesce(trial.ends_at, 'infinity')`;
const GRANTED = 'trial.granted_at IS NOT NULL AND trial.converted_at IS NULL';

/**
 * `Trial.stateAt` as an SQL condition on the alias `trial`.
 * @param now SQL of the instant
 */
export function stateCondition(state: TrialState, now: string): string {
  switch (state) {
    case 'pending_verification':
      return 'trial.granted_at IS NULL AND trial.verified_at IS NULL';
    case 'verified':
      return 'trial.granted_at IS NULL AND trial.verified_at IS NOT NULL';
    case 'running':
      return `${GRANTED} AND ${ENDS} > ${now}`;
    case 'ended':
      return `${GRANTED} AND ${ENDS} <= ${now}`;
    case 'converted':
      return 'trial.converted_at IS NOT NULL';
  }
}
