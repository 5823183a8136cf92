import type { ErrorRows } from '../../common/errors/catalogue';

export const CREDIT_ERRORS = {
  CREDIT_AMOUNT_WRONG: {
    of: 'VALIDATION_ERROR',
    kind: 'unprocessable',
    message: 'An amount of {code} has at most {decimals} decimals, and {digits} digits with them',
    reason: 'too_large',
  },
  CREDIT_DECIMALS_FIXED: {
    of: 'IN_USE',
    message: 'The decimals of a credit cannot change: delete it, and declare it again',
    field: 'decimals',
  },
  RATE_WITHOUT_CREDIT: {
    of: 'VALIDATION_ERROR',
    kind: 'unprocessable',
    message: 'The feature {feature} costs {code}, which the policy does not grant',
    reason: 'unknown',
  },
} as const satisfies ErrorRows;

declare module '../../common/errors/catalogue' {
  interface ModuleErrors extends Readonly<typeof CREDIT_ERRORS> {}
}
