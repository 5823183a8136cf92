import { ApiExtension } from '@nestjs/swagger';

/** Marker that is removed when the document is built. */
export const OFFERS_HEAD = 'x-offers-head';

/** Documents the route as HEAD, because a GET does not tell the length. */
export function OffersHead(): MethodDecorator {
  return ApiExtension(OFFERS_HEAD, true);
}
