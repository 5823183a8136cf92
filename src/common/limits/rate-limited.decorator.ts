import { SetMetadata } from '@nestjs/common';

export const RATE_LIMIT = 'keyward:rate-limit';

/** Counts the route against these limits of its dialect instead of `default`; none named: against no limit. */
export const RateLimited = (...limits: string[]): MethodDecorator & ClassDecorator => SetMetadata(RATE_LIMIT, limits);
