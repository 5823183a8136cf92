import {
  type Device,
  fileStore,
  KeywardError,
  openLicense,
  type ProgramLicense,
  systemDevice,
  type Update,
  type UpdateOutOfReach,
} from '../../sdk/src';
import type { Command, ConformanceDevice, ConformanceState, Driver, OpenOptions, Reply } from './driver';
import { platformOf, type SystemOptions } from './system';

/** The SDK, with timers that run when a command wakes them. */
export class TypeScriptDriver implements Driver {
  readonly pid = process.pid;
  #now = 0;
  #license: ProgramLicense | undefined;
  #update: Update | UpdateOutOfReach | null = null;
  readonly #timers = new Set<{ readonly at: number; readonly run: () => void }>();

  async send({ do: name, now, with: parameters = {} }: Command): Promise<Reply> {
    this.#now = now;
    try {
      const result = await this.#do(name, parameters);
      return { state: this.#state, device: this.#device, ...(result !== undefined && { result }) };
    } catch (error) {
      if (error instanceof KeywardError) {
        const { code, isUnreachable: unreachable, description: message } = error;
        return { state: this.#state, device: this.#device, error: code, unreachable, message };
      }
      throw error;
    }
  }

  async stop(): Promise<void> {
    await this.#license?.close();
  }

  async #do(name: string, parameters: Readonly<Record<string, unknown>>): Promise<unknown> {
    if (name === 'open') {
      this.#license = undefined;
      this.#license = await this.#open(parameters as unknown as OpenOptions);
      return undefined;
    }
    const license = this.#license;
    if (license === undefined) {
      throw new Error('No license is open');
    }
    const { license_key: key, file, meter, amount, current_version: version, path, days } = parameters;
    const commands: Record<string, () => unknown> = {
      activate: () => license.activate(String(key)),
      check: () => license.check(),
      borrow: () => license.borrow(Number(days)),
      borrowed: () => license.borrowedUntil !== undefined,
      check_for_update: () => this.#checkForUpdate(license, String(version)),
      close: () => license.close(),
      download_update: () => this.#download(license, String(path)),
      offline_request: () => license.offlineRequest(String(key)),
      record_usage: () => license.recordUsage(String(meter), Number(amount)),
      release: () => license.release(),
      return_borrowed: () => license.returnBorrowed(),
      state: () => undefined,
      use_file: () => license.useFile(String(file), String(key)),
      wake: () => this.#wake(),
    };
    return commands[name]?.();
  }

  #open({ base_url, device, system, store, grace_days, timeout_ms, ...same }: OpenOptions): Promise<ProgramLicense> {
    this.#timers.clear();
    return openLicense({
      ...same,
      baseUrl: base_url,
      device: deviceOf(device, system),
      logger: { debug: () => undefined, warn: () => undefined },
      store: fileStore(store),
      graceDays: grace_days,
      timeoutMs: timeout_ms,
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

  async #checkForUpdate(license: ProgramLicense, version: string): Promise<unknown> {
    this.#update = await license.checkForUpdate(version);
    return this.#update && { reason: null, ...this.#update, is_available: this.#update.isAvailable };
  }

  async #download(license: ProgramLicense, to: string): Promise<void> {
    if (this.#update) {
      await license.downloadUpdate(this.#update, { to });
    }
  }

  #wake(): void {
    for (const timer of [...this.#timers].filter(({ at }) => at <= this.#now)) {
      this.#timers.delete(timer);
      timer.run();
    }
  }

  get #state(): ConformanceState | null {
    const state = this.#license?.state;
    if (state === undefined) {
      return null;
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

  get #device(): ConformanceDevice | null {
    if (!this.#license) {
      return null;
    }
    const { environment = null, fingerprint, warnings } = this.#license;
    return { environment, fingerprint, warnings: warnings.map(({ code }) => code) };
  }
}

function deviceOf(named: string | null, system: SystemOptions | undefined): Device | string {
  const device = systemDevice(system && { platform: platformOf(system) });
  return named === null ? device : system ? { ...device, fingerprint: () => Promise.resolve(named) } : named;
}
