import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { PluginServices } from '../../common/plugins/plugin-services';
import { DatabaseClock } from '../database/database-clock';
import { NODE } from '../monitoring/process-stats.service';
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
    private readonly services: PluginServices,
    private readonly alerts: AlertsService,
    private readonly clock: Clock,
    private readonly databaseClock: DatabaseClock,
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
    this.checking ??= this.checkAll('node', NODE)
      .catch((error: unknown) => this.logger.warn(`The alerts were not updated: ${String(error)}`))
      .finally(() => (this.checking = undefined));
    return this.checking;
  }

  /** Checks what concerns all nodes. */
  async checkCluster(): Promise<void> {
    await this.alerts.sweep();
    await this.checkAll('cluster', '');
  }

  /** A rule that fails does not keep the others from being checked. */
  private async checkAll(scope: AlertRule['scope'], node: string): Promise<void> {
    const failures: unknown[] = [];
    for (const rule of this.rules(scope)) {
      await this.check(rule, node).catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) {
      throw failures[0];
    }
  }

  /** Another node may have raised the alert of a cluster. A node clears only what it has raised. */
  private async check(rule: AlertRule, node: string): Promise<void> {
    const message = await rule.check();
    if (message !== null) {
      await this.databaseClock.followAnyway(() => this.alerts.raise(rule, message, node));
      this.raised.add(rule.type);
    } else if (rule.scope === 'cluster' || this.raised.has(rule.type)) {
      await this.databaseClock.followAnyway(() => this.alerts.clear(rule, node));
      this.raised.delete(rule.type);
    }
  }

  private rules(scope: AlertRule['scope']): AlertRule[] {
    return this.services.all(AlertRule).filter((rule) => rule.scope === scope);
  }
}
