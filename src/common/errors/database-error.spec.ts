import { QueryFailedError, QueryRunnerAlreadyReleasedError } from 'typeorm';
import { isDatabaseAway } from './database-error';

function failed(code: string): QueryFailedError {
  return new QueryFailedError('SELECT 1', [], Object.assign(new Error('refused'), { code }));
}

describe('isDatabaseAway', () => {
  it.each([
    ['a statement under way was cut off', failed('57P01')],
    ['the socket broke', Object.assign(new Error('read'), { code: 'ECONNRESET' })],
    ['pg lost the connection', new Error('Connection terminated unexpectedly')],
    ['the connection broke between two statements', new QueryRunnerAlreadyReleasedError()],
  ])('is so where %s', (_what, error) => {
    expect(isDatabaseAway(error)).toBe(true);
  });

  it.each([
    ['a constraint was violated', failed('23505')],
    ['a file is missing', Object.assign(new Error('open'), { code: 'ENOENT' })],
    ['something else went wrong', new Error('unexpected')],
    ['nothing is known', undefined],
  ])('is not so where %s', (_what, error) => {
    expect(isDatabaseAway(error)).toBe(false);
  });
});
