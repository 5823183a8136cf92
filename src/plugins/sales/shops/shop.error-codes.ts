import type { ErrorRows } from '../../../plugin';

export const SHOP_ERRORS = {
  SHOP_NOT_FOUND: { of: 'NOT_FOUND', message: 'Shop not found', path: 'shops' },
  SHOP_MAPPING_NOT_FOUND: { of: 'NOT_FOUND', message: 'Mapping not found', path: 'mappings' },
  SHOP_EVENT_NOT_FOUND: { of: 'NOT_FOUND', message: 'Event not found' },
  SHOP_NAME_TAKEN: { of: 'CONFLICT', message: 'Another shop has this name', field: 'name' },
  SHOP_KIND_UNSUPPORTED: { of: 'VALIDATION_ERROR', message: 'This kind of shop is not supported', field: 'kind' },
  SHOP_SECRET_INVALID: {
    of: 'VALIDATION_ERROR',
    message: 'The secret must be `whsec_` and 24 to 64 bytes in base64',
    field: 'secret',
  },
  SHOP_LIMIT_REACHED: { of: 'CONFLICT', message: 'There are {shops} shops already' },
  SHOP_MAPPING_TAKEN: { of: 'CONFLICT', message: 'Another mapping of this shop has this ID', field: 'external_id' },
  SHOP_MAPPING_LIMIT_REACHED: { of: 'CONFLICT', message: 'The shop has {mappings} mappings already' },
  PURCHASE_UNVERIFIED: {
    of: 'UNAVAILABLE',
    message: 'The purchase code cannot be verified now: try again later',
    retryAfter: 60,
  },
  SHOP_EVENT_REFUSED: { of: 'VALIDATION_ERROR', message: 'The event was refused: {reason}' },
  SHOP_SALE_PLACED: { of: 'CONFLICT', message: 'The sale of this event has an order already' },
  SHOP_SALE_DECIDED: { of: 'CONFLICT', message: 'A license was chosen for this sale already' },
  PURCHASE_LINK_TOO_LONG: {
    of: 'VALIDATION_ERROR',
    message: 'A purchase link takes at most 200 characters: add fewer entitlements, or such with shorter codes',
  },
} as const satisfies ErrorRows;

declare module '../../../core/common/errors/catalogue' {
  interface ModuleErrors extends Readonly<typeof SHOP_ERRORS> {}
}
