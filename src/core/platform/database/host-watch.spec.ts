import { Logger } from '@nestjs/common';
import { DatabaseHosts } from './database-hosts';
import type { HostState } from './host-probe';
import { WatchedHosts } from './host-watch';

let turn = 0;

/** Hosts with the states that they answer, one after the other. */
async function currentAfter(...rounds: [one: HostState, two: HostState][]): Promise<string> {
  const hosts = DatabaseHosts.of(`postgres://one,two/watched${++turn}`);
  const probes = hosts.urls.map((url, index) => ({
    url,
    ask: () => Promise.resolve(rounds[0]?.[index] ?? 'refuses'),
    end: () => Promise.resolve(),
  }));
  const watched = new WatchedHosts(hosts, probes);
  for (; rounds.length > 0; rounds.shift()) {
    await watched.ask();
  }
  return new URL(hosts.current).host;
}

beforeEach(() => {
  jest.spyOn(Logger.prototype, 'warn').mockReturnValue();
});

it.each<[title: string, rounds: [one: HostState, two: HostState][], used: string]>([
  ['stays at the primary', [[1, 'standby']], 'one'],
  ['moves to a primary that was promoted later, while the former one still answers', [[1, 2]], 'two'],
  [
    'moves to a primary that was promoted later than the former one, which refuses',
    [
      [1, 'standby'],
      ['refuses', 2],
    ],
    'two',
  ],
  [
    'stays where both hosts lead to the same server',
    [
      [1, 1],
      ['refuses', 1],
      [1, 1],
    ],
    'one',
  ],
  [
    'does not go back to the former primary',
    [
      [1, 2],
      [1, 2],
    ],
    'two',
  ],
  [
    'goes back when the former one is promoted again',
    [
      [1, 2],
      [3, 2],
    ],
    'one',
  ],
  [
    'stays where only a standby answers',
    [
      [1, 'standby'],
      ['refuses', 'standby'],
    ],
    'one',
  ],
  [
    'leaves a host that is silent',
    [
      [1, 'standby'],
      ['silent', 'standby'],
    ],
    'two',
  ],
  ['leaves the other hosts alone when they are silent', [[1, 'silent']], 'one'],
])('%s', async (_title, rounds, used) => {
  expect(await currentAfter(...rounds)).toBe(used);
});
