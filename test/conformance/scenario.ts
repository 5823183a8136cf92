import type { MeterOptions } from '../support/meters';
import type { ConformanceDevice, ConformanceState, OpenOptions } from './driver';
import type { Network } from './lying-proxy';
import scenarios from './scenarios.json';
import systemScenarios from './system-scenarios.json';

/**
 * `keys`: `{es256}` stands for the public key of ES256. `system`: name of one of systems.json. In `base_url`, `{url}` stands for the address of the server, `{tls}` for that address with
 * https, and `{encrypted}` for the address with http of a server that speaks TLS; in `store`, `{unwritable}` for a path that cannot be
 * written.
 */
export type ScenarioOptions = Partial<Omit<OpenOptions, 'system'>> & { readonly system?: string };

export interface Step {
  /** Calls the client. */
  readonly do?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly options?: ScenarioOptions;
  /** What the state must have after the call. */
  readonly state?: Partial<ConformanceState> | null;
  readonly device?: Partial<ConformanceDevice>;
  /** Code that the call must raise; `*` for any. */
  readonly error?: string;
  /** Whether the error says that no working server answered. */
  readonly unreachable?: boolean;
  /** Regular expression for the text of the error, which is one line. Options are spelled in many ways: `base.?url`. */
  readonly says?: string;
  readonly result?: unknown;
  readonly network?: Network;
  /** Paths of the calls that the client has made since the last step with such a list, or the start. */
  readonly calls?: readonly string[];
  /** The local clock, in ISO 8601 after the first moment of the scenario. */
  readonly clock?: string;
  /** Time that passes for the program and the server. */
  readonly time?: string;
  /** A change of the license by an admin. */
  readonly admin?: object;
  readonly store?: 'edit' | 'garbage' | 'delete';
  /** Another device that activates the license. */
  readonly occupy?: string;
  /** A floating seat: taken by another program, freed by it, or borrowed for this device by its API. */
  readonly seat?: 'taken' | 'freed' | 'borrowed';
  /** The algorithm that signs for the product from now on. */
  readonly signing?: 'EdDSA' | 'ES256';
  /** Files that earlier downloads have left in the folder of downloads. */
  readonly left?: readonly string[];
  /** Files of that folder after the call, with their text. */
  readonly downloads?: Readonly<Record<string, string>>;
  /** Makes the license file for the next `use_file`. */
  readonly file?: {
    readonly days?: number;
    readonly device?: string;
    readonly changed?: true;
    readonly encrypted?: true;
    /** Quoted in a mail. */
    readonly mailed?: true;
    /** Made for the request that the client showed last. */
    readonly requested?: true;
  };
}

export interface Scenario {
  readonly name: string;
  readonly license?: Readonly<Record<string, unknown>> & { readonly meters?: Record<string, MeterOptions> };
  readonly options?: ScenarioOptions;
  /** A version of the product that is published before, on the first day of 2026, with the text of its file. */
  readonly version?: string;
  readonly program?: string;
  readonly steps: readonly Step[];
}

export const SCENARIOS = scenarios as unknown as readonly Scenario[];
/** For clients that report where they run. */
export const SYSTEM_SCENARIOS = systemScenarios as unknown as readonly Scenario[];
