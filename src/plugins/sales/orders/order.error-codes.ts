import type { ErrorRows } from '../../../plugin';

export const ORDER_ERRORS = {
  ORDER_NOT_FOUND: { of: 'NOT_FOUND', message: 'Order not found', path: 'orders' },
  SUBSCRIPTION_NOT_FOUND: { of: 'NOT_FOUND', message: 'Subscription not found', path: 'subscriptions' },
  ORDER_EXISTS: {
    of: 'CONFLICT',
    message: 'An order of this shop has this external ID, but your credential cannot see it',
    field: 'external_id',
  },
  ORDER_CUSTOMER_UNCLEAR: {
    of: 'VALIDATION_ERROR',
    message: 'Either customer or customer_id is needed',
    field: 'customer',
  },
  ORDER_LINE_PRODUCT_MISSING: {
    of: 'VALIDATION_ERROR',
    message: 'A product is needed, or a policy that is the own policy of a product',
  },
  ORDER_CURRENCY_MISSING: { of: 'VALIDATION_ERROR', message: 'A currency is needed beside a price' },
  ORDER_CURRENCIES_DIFFER: { of: 'VALIDATION_ERROR', message: 'All lines must have the same currency' },
  ORDER_LICENSES_TOO_MANY: { of: 'VALIDATION_ERROR', message: 'An order gives at most 500 licenses' },
  ORDER_LINE_UNKNOWN: { of: 'VALIDATION_ERROR', message: 'The order does not have this line' },
  ORDER_LINE_LICENSE_UNKNOWN: { of: 'NOT_FOUND', message: 'There is no such license' },
  ORDER_LINE_LICENSE_AND_PRODUCT: {
    of: 'VALIDATION_ERROR',
    message:
      'A line that continues a license takes an action instead of a product, a policy without one, and no license key',
  },
  ORDER_LINE_ACTION_INCOMPLETE: { of: 'VALIDATION_ERROR', message: 'The action of the line needs this field' },
  ORDER_LINE_NOT_RENEWABLE: {
    of: 'CONFLICT',
    message: 'The license never ends, or neither its policy nor the order has a term',
  },
  ORDER_LINE_WITHOUT_END: {
    of: 'CONFLICT',
    message: 'The license has no end at which the upgrade could take effect',
  },
  ORDER_LINE_SEATS_UNLIMITED: { of: 'CONFLICT', message: 'The seats of the license are not limited' },
} as const satisfies ErrorRows;

declare module '../../../core/common/errors/catalogue' {
  interface ModuleErrors extends Readonly<typeof ORDER_ERRORS> {}
}
