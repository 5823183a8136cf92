import { Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Clock } from '../../common/clock';
import { placeOf, WRITER_TARGETS } from '../config/postgres-url';
import { DatabaseHosts } from './database-hosts';
import { HostProbe, type HostState } from './host-probe';

const INTERVAL_MS = 1_000;

type Probe = Pick<HostProbe, 'url' | 'ask' | 'end'>;

/**
 * Asks the hosts of the connection URLs every second which one is the primary. A former primary that does not know its
 * successor accepts connections and answers from old data: of several primaries, the one that was promoted last is used.
 * Connections to a silent host are ended, so that none of them answers when it wakes.
 */
export class HostWatch implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly watched: readonly WatchedHosts[];
  private stopAsking = (): void => undefined;

  constructor(
    urls: readonly string[],
    private readonly clock: Clock,
  ) {
    this.watched = [...new Set(urls)]
      .map((url) => DatabaseHosts.of(url))
      .filter(({ count, target }) => count > 1 && WRITER_TARGETS.some((writer) => writer === target))
      .map((hosts) => new WatchedHosts(hosts));
  }

  onApplicationBootstrap(): void {
    this.stopAsking = this.clock.every(INTERVAL_MS, async () => {
      await Promise.all(this.watched.map((hosts) => hosts.ask()));
    });
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopAsking();
    await Promise.all(this.watched.map((hosts) => hosts.stop()));
  }
}

export class WatchedHosts {
  private readonly logger = new Logger('Hosts');
  /** Timelines by URL of the hosts that were the primary when they last answered. */
  private readonly primaries = new Map<string, number>();

  constructor(
    private readonly hosts: DatabaseHosts,
    private readonly probes: readonly Probe[] = hosts.urls.map((url) => new HostProbe(url)),
  ) {}

  /** Follows each answer when it arrives, however long another host takes. */
  async ask(): Promise<void> {
    await Promise.all(this.probes.map(async (probe) => this.follow(probe.url, await probe.ask())));
  }

  async stop(): Promise<void> {
    await Promise.all(this.probes.map((probe) => probe.end()));
  }

  private follow(url: string, state: HostState): void {
    if (state === 'silent') {
      this.hosts.leave(url);
    } else if (state === 'standby') {
      this.primaries.delete(url);
    } else if (state !== 'refuses') {
      this.primaries.set(url, state);
      this.replaceBy(url, state);
    }
  }

  private replaceBy(url: string, timeline: number): void {
    const { current } = this.hosts;
    if (timeline > (this.primaries.get(current) ?? Infinity)) {
      this.logger.warn(`${placeOf(url)} has become the primary in place of ${placeOf(current)}`);
      this.hosts.moveTo(url);
    }
  }
}
