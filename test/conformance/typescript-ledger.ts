import { KeywardError, openUsageLedger, type UsageLedger, type UsageLedgerOptions } from '../../sdk/src/usage';
import type { Command, Driver, Reply } from './driver';

/** The usage ledger of the SDK, in the process of the suite. */
export class TypeScriptLedger implements Driver {
  readonly pid = process.pid;
  #now = 0;
  #ledger: UsageLedger | undefined;

  async send({ do: name, now, with: parameters = {} }: Command): Promise<Reply> {
    this.#now = now;
    try {
      const result = await this.#call(name.replace(/^ledger_/, ''), parameters);
      return { state: null, ...(result !== undefined && { result }) };
    } catch (error) {
      if (error instanceof KeywardError) {
        return { state: null, error: error.code, message: error.message };
      }
      throw error;
    }
  }

  async stop(): Promise<void> {
    await this.#ledger?.close().catch(() => undefined);
  }

  async #call(name: string, parameters: Readonly<Record<string, unknown>>): Promise<unknown> {
    if (name === 'open') {
      const options = parameters as unknown as UsageLedgerOptions;
      this.#ledger = await openUsageLedger({ ...options, clock: () => this.#now });
      return undefined;
    }
    const { meter, amount } = parameters as { readonly meter: string; readonly amount: number };
    const calls: Readonly<Record<string, () => Promise<unknown> | undefined>> = {
      use: () => this.#ledger?.use(meter, amount),
      report: () => this.#ledger?.report(),
      close: () => this.#ledger?.close(),
    };
    return calls[name]?.();
  }
}
