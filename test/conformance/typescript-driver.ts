import {
  type Device,
  fileStore,
  KeywardError,
  openLicense,
  type ProgramLicense,
  type ReservedUsage,
  systemDevice,
  type Update,
  type UpdateOutOfReach,
  type UpdateTarget,
} from '../../sdk/src';
import type { UsageItem } from '../../sdk/src/generated/native';
import type { Command, ConformanceDevice, ConformanceState, Driver, OpenOptions, Reply } from './driver';
import { platformOf, type SystemOptions } from './system';

type CommandParameters = Readonly<Record<string, unknown>>;

/** The SDK, with timers that run when a command wakes them. */
export class TypeScriptDriver implements Driver {
  readonly pid = process.pid;
  #now = 0;
  #license: ProgramLicense | undefined;
  #update: Update | UpdateOutOfReach | null = null;
  #reservation: ReservedUsage | undefined;
  readonly #timers = new Set<{ readonly at: number; readonly run: () => void }>();

  async send({ do: name, now, with: parameters = {} }: Command): Promise<Reply> {
    this.#now = now;
    try {
      const result = await this.#do(name, parameters);
      return { state: this.#state, device: this.#device, ...(result !== undefined && { result }) };
    } catch (error) {
      if (error instanceof KeywardError) {
        const { code, isUnreachable: unreachable, isSigned: signed = false, description: message } = error;
        return { state: this.#state, device: this.#device, error: code, unreachable, signed, message };
      }
      throw error;
    }
  }

  async stop(): Promise<void> {
    await this.#license?.close();
  }

  async #do(name: string, parameters: CommandParameters): Promise<unknown> {
    if (name === 'open') {
      this.#license = undefined;
      this.#license = await this.#open(parameters as unknown as OpenOptions);
      return undefined;
    }
    const license = this.#license;
    if (license === undefined) {
      throw new Error('No license is open');
    }
    const { license_key: key, file, meter, feature, amount, path, days } = parameters;
    const features = parameters.features as readonly string[];
    const commands: Record<string, () => unknown> = {
      activate: () => license.activate(String(key)),
      active: () => license.session?.active(),
      check: () => license.check(),
      borrow: () => license.borrow(Number(days)),
      borrowed: () => license.borrowedUntil !== undefined,
      check_for_update: () => this.#checkForUpdate(license, parameters),
      close: () => license.close(),
      commit_usage: () => this.#commit(license, parameters),
      download_update: () => this.#download(license, String(path)),
      facts: () => factsOf(license),
      last_error: () => lastErrorOf(license),
      offline_request: () => license.offlineRequest(String(key)),
      place: () => license.place,
      record_usage: () => license.recordUsage(String(meter), Number(amount)),
      relay: () => license.relay,
      release: () => license.release(),
      release_features: async () => ({ features: await license.session?.release(...features) }),
      release_usage: () => license.releaseUsage(this.#reserved()),
      reserve_usage: () => this.#reserve(license, parameters),
      return_borrowed: () => license.returnBorrowed(),
      state: () => undefined,
      stop_waiting: () => license.stopWaiting(),
      take_features: async () => ({ features: await license.session?.take(...features) }),
      use_feature: () => license.useFeature(String(feature), Number(amount)),
      use_file: () => license.useFile(String(file), String(key)),
      wait_for_seat: () => this.#wait(license, Number(parameters.timeout_ms)),
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

  async #reserve(license: ProgramLicense, { seconds, ...parameters }: CommandParameters): Promise<void> {
    this.#reservation = await license.reserveUsage(itemsIn(parameters) ?? [], seconds as number | undefined);
  }

  async #commit(license: ProgramLicense, parameters: CommandParameters): Promise<unknown> {
    const { meters, credits } = await license.commitUsage(this.#reserved(), itemsIn(parameters));
    return {
      meters: meters.map(({ resetsAt: _, ...balance }) => balance),
      credits: credits.map(({ resetsAt: _, ...balance }) => balance),
    };
  }

  #reserved(): ReservedUsage {
    if (this.#reservation === undefined) {
      throw new Error('Nothing is reserved');
    }
    return this.#reservation;
  }

  async #checkForUpdate(
    license: ProgramLicense,
    { current_version: version, ...asked }: CommandParameters,
  ): Promise<unknown> {
    const { platform, arch, kind, label, os_version } = asked as UpdateTarget;
    this.#update = await license.checkForUpdate(String(version), { platform, arch, kind, label, os_version });
    return this.#update && { reason: null, ...this.#update, is_available: this.#update.isAvailable };
  }

  async #download(license: ProgramLicense, to: string): Promise<void> {
    if (this.#update) {
      await license.downloadUpdate(this.#update, { to });
    }
  }

  /** Other clients wait by their own clock: the time of the limit passes here. */
  async #wait(license: ProgramLicense, limit: number): Promise<void> {
    const timer = setInterval(() => this.#wake(this.#now + limit), 1);
    await license.waitForSeat(limit).finally(() => clearInterval(timer));
  }

  #wake(now = this.#now): void {
    for (const timer of [...this.#timers].filter(({ at }) => at <= now)) {
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

function factsOf({ startsOn, wouldBe, customer, metadata, deviceMetadata }: ProgramLicense): object {
  return { starts_on: startsOn, would_be: wouldBe, customer, metadata, device_metadata: deviceMetadata };
}

function lastErrorOf({ lastError: error }: ProgramLicense): object | null {
  return error instanceof KeywardError ? { code: error.code, message: error.description } : null;
}

function itemsIn({ items }: CommandParameters): UsageItem[] | undefined {
  return items as UsageItem[] | undefined;
}

function deviceOf(named: string | null, system: SystemOptions | undefined): Device | string {
  const device = systemDevice(system && { platform: platformOf(system) });
  return named === null ? device : system ? { ...device, fingerprint: () => Promise.resolve(named) } : named;
}
