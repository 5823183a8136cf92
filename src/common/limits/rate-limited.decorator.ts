import { SetMetadata } from '@nestjs/common';

export const RATE_LIMIT = 'keyward:rate-limit';

/** Applies these limits of the dialect to the route instead of `default`; without arguments, no limit. */
export const RateLimited = (...limits: string[]): MethodDecorator & ClassDecorator => SetMetadata(RATE_LIMIT, limits);
