import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { Clock } from '../../../common/clock';
import { NODE } from '../process-stats.service';
import { AlertRule } from './alert-rule';
import { AlertsService } from './alerts.service';

const INTERVAL_MS = 15_000;

/** Checks the rules of all modules, and raises and clears their alerts. Nothing of a node is checked before `start`. */
@Injectable()
export class AlertWatchService implements OnApplicationShutdown {
  private readonly logger = new Logger('Alerts');
  /** Types that this node raised and did not clear. */
  private readonly raised = new Set<string>();
  private checking: Promise<void> | undefined;
  private stop = (): void => undefined;

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly alerts: AlertsService,
    private readonly clock: Clock,
  ) {}

  start(): void {
    this.stop = this.clock.every(INTERVAL_MS, () => this.checkNode());
  }

  async onApplicationShutdown(): Promise<void> {
    this.stop();
    await this.checking;
  }

  /** Checks this node. A problem with the database is logged and the check repeated at the next interval. */
  checkNode(): Promise<void> {
    this.checking ??= this.checkRules()
      .catch((error: unknown) => this.logger.warn(`The alerts were not updated: ${String(error)}`))
      .finally(() => (this.checking = undefined));
    return this.checking;
  }

  /** Checks what concerns all nodes. */
  async checkCluster(): Promise<void> {
    await this.alerts.sweep();
    for (const rule of this.rules('cluster')) {
      const message = await rule.check();
      await (message === null ? this.alerts.clear(rule, '') : this.alerts.raise(rule, message, ''));
    }
  }

  /** Without an alert, no query is sent. */
  private async checkRules(): Promise<void> {
    for (const rule of this.rules('node')) {
      const message = await rule.check();
      if (message !== null) {
        await this.alerts.raise(rule, message, NODE);
        this.raised.add(rule.type);
      } else if (this.raised.has(rule.type)) {
        await this.alerts.clear(rule, NODE);
        this.raised.delete(rule.type);
      }
    }
  }

  private rules(scope: AlertRule['scope']): AlertRule[] {
    const instances: unknown[] = this.discovery.getProviders().map(({ instance }): unknown => instance);
    return instances.filter((instance) => instance instanceof AlertRule).filter((rule) => rule.scope === scope);
  }
}
