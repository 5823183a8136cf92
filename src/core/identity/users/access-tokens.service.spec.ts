import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { TestClock } from '../../../testkit/test-clock';
import { SecretsService } from '../../platform/config/secrets.service';
import { readSettings } from '../../platform/config/read-settings';
import { AccessTokensService, VerifiedTokens } from './access-tokens.service';

const SESSION = randomUUID();
const SECRET = 'a secret of thirty-two characters';

const clock = new TestClock();
beforeEach(() => clock.holdAt('2031-05-17T10:00:00.000Z'));

function tokensOf(secret: string): AccessTokensService {
  const settings = readSettings({ JWT_SECRET: secret });
  return new AccessTokensService(new SecretsService(settings, undefined as never, undefined as never), clock);
}

it('compares an accepted token with the time at each request', async () => {
  const tokens = tokensOf(SECRET);
  const token = await tokens.sign(SESSION, 'admin', new Date('2031-05-17T11:00:00.000Z'));
  const answers = [];
  for (const moment of ['10:00:00.000', '10:59:59.999', '11:00:00.000', '10:30:00.000']) {
    clock.holdAt(`2031-05-17T${moment}Z`);
    answers.push(await tokens.sessionIdOf(token));
  }
  expect(answers).toEqual([SESSION, SESSION, null, SESSION]);
});

it('never takes an accepted token for one of another purpose', async () => {
  const tokens = tokensOf(SECRET);
  const token = await tokens.sign(SESSION, 'admin', new Date('2031-05-17T11:00:00.000Z'));
  const pending = await tokens.signPendingLogIn({ username: 'admin', proof: 'of the password' });
  for (const _time of [1, 2]) {
    expect(await tokens.sessionIdOf(token)).toBe(SESSION);
    expect(await tokens.pendingLogInOf(token)).toBeNull();
    expect(await tokens.pendingLogInOf(pending)).toEqual({ username: 'admin', proof: 'of the password' });
    expect(await tokens.sessionIdOf(pending)).toBeNull();
  }
});

it('knows the tokens of one secret, at most a thousand, and none without an expiration or with a later beginning', () => {
  const known = new VerifiedTokens();
  const size = () =>
    Array.from({ length: 1_001 }, (_, index) => known.find(`t${index}`, SECRET)).filter(Boolean).length;
  for (let index = 0; index < 1_000; index++) {
    known.add(`t${index}`, SECRET, { exp: index + 1 });
  }
  expect([size(), known.find('t0', 'another')]).toEqual([1_000, undefined]);
  known.add('t1000', SECRET, { exp: 1 });
  expect(size()).toBe(1);
  known.add('t1', 'another', { exp: 1 });
  expect([size(), known.find('t1', 'another')]).toEqual([0, { exp: 1 }]);
  known.add('t2', 'another', {});
  known.add('t3', 'another', { exp: 9, nbf: 5 });
  expect([known.find('t2', 'another'), known.find('t3', 'another')]).toEqual([undefined, undefined]);
});
