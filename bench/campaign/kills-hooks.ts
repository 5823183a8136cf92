import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Pool } from 'pg';
import type { Cleanup } from '../cleanup';

/** Tries of a delivery whose node was killed go on after its lease. */
const DELIVERED_WITHIN_MS = 300_000;
const KEPT_MS = 2 * DELIVERED_WITHIN_MS;
const TOLD = 5;

/** Receives the events of a webhook, and remembers those of the last minutes. */
export class Hooks {
  private readonly arrived = new Map<string, number>();
  private checkedUntil = new Date();
  count = 0;

  private constructor(private readonly server: Server) {}

  static async listen(cleanup: Cleanup): Promise<Hooks> {
    const server = createServer((request, response) => {
      request.resume().on('end', () => {
        hooks.note(String(request.headers['webhook-id']));
        response.writeHead(204).end();
      });
    });
    const hooks = new Hooks(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    cleanup.add(async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    });
    return hooks;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/events`;
  }

  /** Events that should have arrived by now and have not: sentences. */
  async missing(pool: Pool): Promise<readonly string[]> {
    const until = new Date(Date.now() - DELIVERED_WITHIN_MS);
    if (until <= this.checkedUntil) {
      return [];
    }
    const { rows } = await pool.query<{ name: string; target: string; message: string | null; status: string | null }>(
      EXPECTED,
      [this.checkedUntil, until],
    );
    this.checkedUntil = until;
    this.count += rows.length;
    const missing = rows.filter(({ message }) => message === null || !this.arrived.has(message));
    this.forget();
    return missing.length === 0
      ? []
      : [`${missing.length} events did not arrive at the webhook: ${JSON.stringify(missing.slice(0, TOLD))}`];
  }

  private note(message: string): void {
    this.arrived.set(message.replace(/^msg_/, ''), Date.now());
  }

  private forget(): void {
    const oldest = Date.now() - KEPT_MS;
    for (const [message, at] of this.arrived) {
      if (at >= oldest) {
        return;
      }
      this.arrived.delete(message);
    }
  }
}

const EXPECTED = `
  SELECT e.name, e.target_id AS target, d.message_id AS message, d.status
  FROM events AS e LEFT JOIN webhook_deliveries AS d ON d.event_id = e.id AND d.event_at = e.at
  WHERE e.at >= $1 AND e.at < $2 AND e.name IN ('license.issued', 'license.revoked', 'order.paid', 'order.refunded')
`;
