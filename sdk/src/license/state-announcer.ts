import type { ProgramLicenseState } from './state';

/** Gives out the same state as long as nothing changes, and tells listeners of each new one. */
export class StateAnnouncer {
  #state: ProgramLicenseState | undefined;
  /** Undefined before the first state that somebody has seen, and after the end. */
  #announced: ProgramLicenseState | undefined;

  constructor(
    private readonly current: () => ProgramLicenseState,
    private readonly emit: (state: ProgramLicenseState) => void,
  ) {}

  get state(): ProgramLicenseState {
    const state = this.current();
    if (JSON.stringify(state) !== JSON.stringify(this.#state)) {
      this.#state = state;
    }
    return this.#state ?? state;
  }

  begin(): void {
    this.#announced = this.state;
  }

  announce(): void {
    const { state } = this;
    if (this.#announced !== undefined && this.#announced !== state) {
      this.#announced = state;
      this.emit(state);
    }
  }

  end(): void {
    this.#announced = undefined;
  }
}
