import { endRequestSpan } from './request-spans';
import { currentSpan, tracing } from './tracing';

const CHECKS = 200_000;
/** In milliseconds: 3 % of the processor time of a check. */
const LIMIT = 0.003;

it('takes less than 3 % of the time of a check while tracing is off', () => {
  expect(tracing.tracer).toBeUndefined();
  const begun = performance.now();
  for (let check = 0; check < CHECKS; check++) {
    // A check joins a batch of lookups and one of log rows.
    const spans = [currentSpan(), currentSpan()];
    endRequestSpan({ span: spans[0] }, 200);
  }
  expect((performance.now() - begun) / CHECKS).toBeLessThan(LIMIT);
});
