import type { Update, UpdateOutOfReach } from '../license/updates';
import type { DialogDevice, DialogDevices, DialogLicense, DialogState } from './dialog-license';
import { type Problem, problemOf } from './problem';
import type { TextName } from './texts';

/** The first seven follow from the state of the license, the others from what the user does. */
export type Screen =
  | 'key'
  | 'devices'
  | 'expired'
  | 'refused'
  | 'seat'
  | 'connect'
  | 'licensed'
  | 'trial'
  | 'offline'
  | 'release'
  | 'releaseCode';

/** All devices that the license allows have a seat. */
const DEVICE_LIMIT: readonly string[] = ['SEATS_EXHAUSTED', 'TRANSFERS_EXHAUSTED'];

const SCREENS: Readonly<Record<string, Screen>> = {
  no_license_key: 'key',
  NOT_ACTIVATED: 'key',
  DEVICE_MISMATCH: 'key',
  SEATS_EXHAUSTED: 'devices',
  EXPIRED: 'expired',
  no_session: 'seat',
  no_seat_free: 'seat',
};

/** Texts that the user has typed, by the name of their field. */
export type Drafts = Record<'key' | 'email' | 'file', string>;

/** The window without its elements: which screen it shows, and its calls of the license. */
export class DialogModel {
  devices: DialogDevices | undefined;
  readonly drafts: Drafts;
  isBusy = false;
  problem: Problem | TextName | undefined;
  /** A good message. */
  hint: TextName | undefined;
  listed: readonly DialogDevice[] | undefined;
  request: string | undefined;
  releaseCode = '';
  /** Null if there is none; undefined before the user has asked. */
  update: Update | UpdateOutOfReach | null | undefined;
  readonly #license: DialogLicense;
  readonly #render: () => void;
  readonly #unsubscribe: () => void;
  #chosen: Screen | undefined;
  #last: DialogState;

  constructor(license: DialogLicense, render: () => void) {
    this.#license = license;
    this.#render = render;
    this.#last = license.state;
    this.drafts = { key: license.licenseKey ?? '', email: '', file: '' };
    this.#unsubscribe = license.on('change', (state) => this.#changed(state));
  }

  get state(): DialogState {
    return this.#license.state;
  }

  /** Whether the user has gone to this screen. */
  get isChosen(): boolean {
    return this.#chosen !== undefined;
  }

  get screen(): Screen {
    const { usable, reason = '', kind } = this.state;
    return this.#chosen ?? (usable ? 'licensed' : (SCREENS[reason] ?? (kind === 'refused' ? 'refused' : 'connect')));
  }

  /** Undefined for the screen that follows from the state. */
  go(screen: Screen | undefined): void {
    this.#clear();
    this.#chosen = screen;
    this.#render();
  }

  async activate(): Promise<void> {
    const key = this.#typedKey();
    if (key === undefined) {
      return;
    }
    await this.#run(async () => {
      try {
        await this.#license.activate(key);
        this.#chosen = undefined;
      } catch (error) {
        const problem = problemOf(error);
        if (problem === undefined || !DEVICE_LIMIT.includes(problem.code)) {
          throw error;
        }
        await this.#showDevices(problem);
      }
    });
  }

  async startTrial(isEmailNeeded: boolean): Promise<void> {
    const email = this.drafts.email.trim();
    if (isEmailNeeded && email === '') {
      this.#refuse('emptyEmail');
      return;
    }
    await this.#run(async () => {
      const { status } = await this.#license.startTrial(isEmailNeeded ? { email } : {});
      if (status === 'granted') {
        this.#chosen = undefined;
      } else {
        this.hint = 'trialPending';
      }
    });
  }

  async releaseDevice(device: DialogDevice): Promise<void> {
    const key = this.drafts.key.trim();
    await this.#run(async () => {
      await this.devices?.release(device, key);
      await this.#license.activate(key);
      this.#chosen = undefined;
    });
  }

  async showRequest(): Promise<void> {
    const key = this.#typedKey();
    if (key !== undefined) {
      await this.#run(async () => {
        this.request = await this.#license.offlineRequest(key);
      });
    }
  }

  async useFile(): Promise<void> {
    const [key, text] = [this.#typedKey(), this.drafts.file.trim()];
    if (key === undefined) {
      return;
    }
    if (text === '') {
      this.#refuse('emptyFile');
      return;
    }
    await this.#run(async () => {
      await this.#license.useFile(text, key);
      this.#chosen = undefined;
    });
  }

  async check(): Promise<void> {
    const before = this.screen;
    await this.#run(async () => {
      await this.#license.check();
      this.hint = this.screen === before ? 'unchanged' : undefined;
    });
  }

  async release(): Promise<void> {
    await this.#run(async () => {
      if (this.state.source === 'file') {
        this.releaseCode = await this.#license.releaseOffline();
        this.#chosen = 'releaseCode';
      } else {
        await this.#license.release();
        this.#chosen = undefined;
      }
      this.drafts.key = '';
    });
  }

  async checkForUpdate(): Promise<void> {
    await this.#run(async () => {
      this.update = await this.#license.checkForUpdate();
      this.hint = this.update === null ? 'updateNone' : undefined;
    });
  }

  say(hint: TextName): void {
    this.#clear();
    this.hint = hint;
    this.#render();
  }

  end(): void {
    this.#unsubscribe();
  }

  async #showDevices(problem: Problem): Promise<void> {
    this.#chosen = 'devices';
    this.listed = undefined;
    if (problem.code === 'TRANSFERS_EXHAUSTED') {
      this.problem = problem;
    }
    this.listed = await this.devices?.list(this.drafts.key.trim());
  }

  #typedKey(): string | undefined {
    const key = this.drafts.key.trim();
    if (key === '') {
      this.#refuse('emptyKey');
      return undefined;
    }
    return key;
  }

  #refuse(problem: TextName): void {
    this.#clear();
    this.problem = problem;
    this.#render();
  }

  /** One call at a time. Errors that are no refusals are mistakes in the program, and left to it. */
  async #run(work: () => Promise<void>): Promise<void> {
    if (this.isBusy) {
      return;
    }
    this.#clear();
    this.isBusy = true;
    this.#render();
    try {
      await work();
    } catch (error) {
      this.problem = problemOf(error);
      if (this.problem === undefined) {
        throw error;
      }
    } finally {
      this.isBusy = false;
      this.#render();
    }
  }

  #clear(): void {
    this.problem = undefined;
    this.hint = undefined;
  }

  #changed(state: DialogState): void {
    if (state.usable !== this.#last.usable && this.#chosen !== 'releaseCode') {
      this.#chosen = undefined;
      this.#clear();
    }
    this.#last = state;
    this.#render();
  }
}
