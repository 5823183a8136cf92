import { fileStore, KeywardError, openLicense, type ProgramLicense } from '../../sdk/src';
import type { Command, ConformanceState, Driver, OpenOptions, Reply } from './driver';

/** The SDK, with timers that run when a command wakes them. */
export class TypeScriptDriver implements Driver {
  #now = 0;
  #license: ProgramLicense | undefined;
  readonly #timers = new Set<{ readonly at: number; readonly run: () => void }>();

  async send({ do: name, now, with: parameters = {} }: Command): Promise<Reply> {
    this.#now = now;
    try {
      const result = await this.#do(name, parameters);
      return { state: this.#state, ...(result !== undefined && { result }) };
    } catch (error) {
      if (error instanceof KeywardError) {
        return { state: this.#state, error: error.code };
      }
      throw error;
    }
  }

  async stop(): Promise<void> {
    await this.#license?.close();
  }

  async #do(name: string, parameters: Readonly<Record<string, unknown>>): Promise<unknown> {
    const license = this.#license;
    switch (name) {
      case 'open':
        return void (this.#license = await this.#open(parameters as unknown as OpenOptions));
      case 'close':
        return license?.close();
      case 'state':
        return undefined;
      case 'wake':
        return this.#wake();
      case 'activate':
        return void (await license?.activate(String(parameters.license_key)));
      case 'check':
        return void (await license?.check());
      case 'release':
        return void (await license?.release());
      case 'use_file':
        return void (await license?.useFile(String(parameters.file), String(parameters.license_key)));
      case 'record_usage':
        return license?.recordUsage(String(parameters.meter), Number(parameters.amount));
      case 'check_for_update':
        return license?.checkForUpdate(String(parameters.current_version));
      default:
        throw new Error(`There is no command ${name}`);
    }
  }

  #open({ base_url, product, keys, device, store, floating, grace_days }: OpenOptions): Promise<ProgramLicense> {
    this.#timers.clear();
    return openLicense({
      baseUrl: base_url,
      product,
      keys,
      device,
      store: fileStore(store),
      floating,
      graceDays: grace_days,
      retries: 0,
      openWaitMs: 5_000,
      now: () => this.#now,
      setTimer: (run, delay) => {
        const timer = { at: this.#now + delay, run };
        this.#timers.add(timer);
        return () => void this.#timers.delete(timer);
      },
    });
  }

  #wake(): void {
    for (const timer of [...this.#timers].filter(({ at }) => at <= this.#now)) {
      this.#timers.delete(timer);
      timer.run();
    }
  }

  get #state(): ConformanceState {
    const state = this.#license?.state;
    if (state === undefined) {
      throw new Error('No license is open');
    }
    return {
      kind: state.kind,
      usable: state.usable,
      reason: 'reason' in state ? state.reason : null,
      source: 'source' in state ? state.source : null,
      features: state.features,
      max_users: state.maxUsers,
      expires_at: state.expiresAt?.toISOString() ?? null,
    };
  }
}
