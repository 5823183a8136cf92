import { ApiPropertyOptional } from '@nestjs/swagger';
import { TERM_STARTS } from '../../../licenses/licenses/license-term';

/** Documents the start of a term that has not started yet. */
export function StartsOn(): PropertyDecorator {
  return ApiPropertyOptional({
    enum: TERM_STARTS,
    enumName: 'TermStart',
    description: 'Event that starts the term. Only present while it has not started: `valid_until` is still null.',
  });
}
