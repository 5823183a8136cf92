import type { ErrorRows } from '../../common/errors/catalogue';

export const RESERVATION_ERRORS = {
  RESERVATION_ENDED: {
    kind: 'conflict',
    message: 'The reservation has ended',
    when: 'A reservation is committed after its time or its release, or released after its commit.',
    remedy: 'Reserve again.',
  },
  RESERVATION_NOT_FOUND: { of: 'NOT_FOUND', message: 'Reservation not found', path: 'usage/reservations' },
  RESERVATION_EXCEEDED: {
    of: 'CONFLICT',
    message: 'More is named than was reserved',
    reason: 'exceeded',
    field: 'items',
  },
  TOO_MANY_RESERVATIONS: {
    of: 'CONFLICT',
    message: 'A meter of a license has at most {limit} open reservations: commit or release one first',
  },
  RATE_NOT_FOUND: {
    of: 'METER_NOT_FOUND',
    message: 'This license has no rate for the feature {feature}',
    reason: 'unknown',
    field: 'items',
  },
  RESERVED_AMOUNT_NEGATIVE: { of: 'VALIDATION_ERROR', message: 'Only amounts to take can be reserved', field: 'items' },
  USAGE_ITEM_NAMES_ONE: {
    of: 'VALIDATION_ERROR',
    message: 'An item names either a meter or a feature',
    field: 'items',
  },
  METER_AMOUNT_TEXT: {
    of: 'VALIDATION_ERROR',
    message: 'An amount of the meter {meter} is a whole number: only credits have decimal texts',
    field: 'amount',
  },
} as const satisfies ErrorRows;

declare module '../../common/errors/catalogue' {
  interface ModuleErrors extends Readonly<typeof RESERVATION_ERRORS> {}
}
