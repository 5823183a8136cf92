import { QueryFailedError, QueryRunnerAlreadyReleasedError, QueryRunnerProviderAlreadyReleasedError } from 'typeorm';
import { isConnectionLost, isDatabaseAway, isOutcomeUnknown } from './database-error';

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

describe('the outcome of a COMMIT', () => {
  const broken = (message: string, code?: string) =>
    new QueryFailedError('COMMIT', [], Object.assign(new Error(message), code === undefined ? {} : { code }));

  it.each([
    ['the connection ended', broken('Connection terminated unexpectedly')],
    ['the database was silent', broken('Connection terminated: the database was silent for too long')],
    ['the socket broke', broken('read', 'ECONNRESET')],
    ['the answer could not be read', broken('write', 'EPIPE')],
    ['the server shut down', failed('57P01')],
    ['a pooler lost the server', failed('08P01')],
  ])('is unknown if %s', (_why, error) => {
    expect(isOutcomeUnknown(error)).toBe(true);
  });

  it.each([
    ['a constraint is violated', failed('23505')],
    ['a serialization fails', failed('40001')],
    ['the transaction was idle for too long', failed('25P03')],
    ['it was not sent', broken('Client has encountered a connection error and is not queryable')],
    ['the connection broke before', new QueryRunnerAlreadyReleasedError()],
  ])('is known if %s', (_why, error) => {
    expect(isOutcomeUnknown(error)).toBe(false);
  });
});

it.each<[boolean, string, Error]>([
  [true, 'an established connection ended', new Error('Connection terminated unexpectedly')],
  [true, 'an established connection broke', Object.assign(new Error('write'), { code: 'EPIPE' })],
  [false, 'no connection was opened', new Error('Connection terminated due to connection timeout')],
  [false, 'connections are refused', Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })],
])('says %s to whether a connection is lost if %s', (isLost, _why, error) => {
  expect(isConnectionLost(error)).toBe(isLost);
});
