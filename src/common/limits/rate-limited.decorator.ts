import { SetMetadata } from '@nestjs/common';
import type { Reflector } from '@nestjs/core';

export const RATE_LIMIT = 'keyward:rate-limit';

/** Applies these limits of the dialect to the route instead of `default`; without arguments, no limit. */
export const RateLimited = (...limits: string[]): MethodDecorator & ClassDecorator => SetMetadata(RATE_LIMIT, limits);

/** The names of the limits of a route. */
export function limitsOn(
  reflector: Reflector,
  ...places: Parameters<Reflector['getAllAndOverride']>[1]
): readonly string[] {
  return reflector.getAllAndOverride<string[] | undefined>(RATE_LIMIT, places) ?? ['default'];
}
