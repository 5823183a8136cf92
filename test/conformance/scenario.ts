import type { ConformanceDevice, ConformanceState, OpenOptions } from './driver';
import type { Network } from './lying-proxy';
import type { ScenarioLicense } from './scenario-license';
import scenarios from './scenarios.json';
import systemScenarios from './system-scenarios.json';

/**
 * `system`: name of one of systems.json. In `base_url`, `{url}` stands for the address of the server, `{tls}` for that address with
 * https, `{encrypted}` for the address with http of a server that speaks TLS, and `{untrusted}`, `{expired}` and `{other_host}` for
 * addresses with https of servers whose certificates fail; in `store`, `{unwritable}` for a path that cannot be written; in `keys`, `{first}` for the first key with
 * which the network signs instead of the server, and `{es256}` for the key of ES256 of the server.
 */
export type ScenarioOptions = Partial<Omit<OpenOptions, 'system'>> & { readonly system?: string };

export interface Step {
  /** Calls the client. */
  readonly do?: string;
  /** Another process than the first one makes the call, with the same store. */
  readonly process?: string;
  /** In `license_key`, `{key}` stands for the key of the license. */
  readonly with?: Readonly<Record<string, unknown>>;
  readonly options?: ScenarioOptions;
  /** What the state must have after the call. */
  readonly state?: Partial<ConformanceState> | null;
  readonly device?: Partial<ConformanceDevice>;
  /** Code that the call must raise; `*` for any. */
  readonly error?: string;
  /** Whether the error says that no working server answered. */
  readonly unreachable?: boolean;
  /** Whether the error is a refusal that the server has signed. */
  readonly signed?: boolean;
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
  readonly store?: StoreChange;
  /** Of the store and all other files of the first process. */
  readonly disk?: 'full' | 'free';
  /** Metadata that an admin gives to the device of the license. */
  readonly device_metadata?: object;
  /** Another device that activates the license. */
  readonly occupy?: string;
  /** A floating seat: taken by another program, freed by it, or borrowed for this device by its API. */
  readonly seat?: 'taken' | 'freed' | 'borrowed';
  /** An admin ends the sessions of the license, and says this. */
  readonly take_back?: string;
  /** The algorithm that signs for the product from now on. */
  readonly signing?: 'EdDSA' | 'ES256';
  /** Files that earlier downloads have left in the folder of downloads, with their text. `{sha256}`: the beginning of that of the program. */
  readonly left?: Readonly<Record<string, string>>;
  /** Files of that folder after the call, with their text. */
  readonly downloads?: Readonly<Record<string, string>>;
  /** Makes the license file for the next `use_file`. */
  readonly file?: {
    readonly days?: number;
    readonly device?: string;
    readonly changed?: true;
    readonly encrypted?: true;
    /** Quoted in a mail, wrapped by a mail program, or pasted from a web page. */
    readonly as?: 'quoted' | 'wrapped' | 'pasted';
    /** Made for the request that the client showed last. */
    readonly requested?: true;
  };
}

/**
 * - `edit`: another time; `garbage`: text of another program; `delete`: no store; `empty`: without text; `cut`: its first half
 * - `newer`: by a version of the client that is yet to come; `folder`: a folder stands where the store was
 */
export type StoreChange = 'edit' | 'garbage' | 'delete' | 'empty' | 'cut' | 'newer' | 'folder';

export interface ScenarioFile {
  readonly name: string;
  readonly text: string;
  readonly platform: string;
  readonly arch: string;
  readonly kind: string;
  readonly label?: string;
  readonly min_os_version?: string;
}

export interface Scenario {
  readonly name: string;
  /** In one sentence, for people who write programs. */
  readonly user: string;
  /** Languages for which it makes no sense, and why. */
  readonly except?: Readonly<Record<string, string>>;
  readonly license?: ScenarioLicense;
  readonly options?: ScenarioOptions;
  /** A version of the product that is published before, on the first day of 2026, with the text of its file. */
  readonly version?: string;
  readonly program?: string;
  /** Files of that version for a platform, with their text. */
  readonly files?: readonly ScenarioFile[];
  readonly steps: readonly Step[];
}

export const SCENARIOS = scenarios as unknown as readonly Scenario[];
/** For clients that report where they run. */
export const SYSTEM_SCENARIOS = systemScenarios as unknown as readonly Scenario[];

/** @param language may have an addition, such as `PHP without allow_url_fopen` */
export function isFor(language: string, { except = {} }: Scenario): boolean {
  return !Object.keys(except).some((name) => language === name || language.startsWith(`${name} `));
}
