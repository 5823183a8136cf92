import type { AlertSeverity } from './alert.entity';

/** A condition that raises an alert while it holds. A module lists its rules as providers. */
export abstract class AlertRule {
  /** Unique and permanent, in snake_case. */
  abstract readonly type: string;
  /** Whether every node checks it for itself, every 15 seconds, or one of them for all, every minute. */
  abstract readonly scope: 'node' | 'cluster';
  readonly severity: AlertSeverity = 'warning';

  /** The alert's message while the condition holds, otherwise null. */
  abstract check(): Promise<string | null>;
}
