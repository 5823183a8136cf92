import { QueryFailedError, QueryRunnerAlreadyReleasedError, QueryRunnerProviderAlreadyReleasedError } from 'typeorm';
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
    ['the connection broke before what a repository does', new QueryRunnerProviderAlreadyReleasedError()],
    ['a connection was lost', failed('08006')],
    ['the disk is full', failed('53100')],
    ['there is no memory left', failed('53200')],
    ['there are too many connections', failed('53300')],
    ['a limit of the configuration is reached', failed('53400')],
    ['a race ended in a deadlock', failed('40P01')],
    ['a race ended in a serialisation failure', failed('40001')],
    ['the database is read-only', failed('25006')],
    ['a transaction was idle for too long', failed('25P03')],
    ['a lock was not to be had', failed('55P03')],
    ['a statement took too long', failed('57014')],
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
