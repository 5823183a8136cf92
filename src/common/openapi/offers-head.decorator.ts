import { ApiExtension } from '@nestjs/swagger';

/** Where a document keeps it until it is complete. */
export const OFFERS_HEAD = 'x-offers-head';

/** The route is documented as `HEAD`, because what a `GET` gets of it is cut off. */
export function OffersHead(): MethodDecorator {
  return ApiExtension(OFFERS_HEAD, true);
}
