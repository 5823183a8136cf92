import { ApiExtension } from '@nestjs/swagger';

/** Marker that is removed when the document is built. */
export const OFFERS_HEAD = 'x-offers-head';

/** Documents the route as HEAD, because the body of a GET is cut off. */
export function OffersHead(): MethodDecorator {
  return ApiExtension(OFFERS_HEAD, true);
}
