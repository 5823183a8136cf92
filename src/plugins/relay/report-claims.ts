/** Claims of a usage report. Times are seconds since 1970. */
export interface ReportClaims {
  readonly ver: 1;
  /** UUID of the relay. */
  readonly relay: string;
  readonly license: string;
  /** From 1, without gaps. */
  readonly seq: number;
  /** SHA-256 of the report before, in hex; null in the first one. */
  readonly prev: string | null;
  /** UUID of the data: another one after they were copied or restored. */
  readonly boot: string;
  readonly from: number;
  readonly to: number;
  readonly usage: ReportedUsage;
}

/** Use of the pool in the time of a report. */
export interface ReportedUsage {
  readonly sessions: UsedSessions & { readonly started: number };
  /** `count`: active at the end. */
  readonly activations: { readonly count: number; readonly peak: number };
  readonly meters: Readonly<Record<string, { readonly used: string }>>;
  readonly features: readonly { readonly code: string; readonly peak: number; readonly refused: number }[];
  /** Programs of devices that were active, most frequent first. */
  readonly versions: readonly { readonly version: string; readonly devices: number }[];
  /** Devices that were active. */
  readonly devices: number;
  /** UTC, oldest first. */
  readonly days: readonly (UsedSessions & { readonly day: string })[];
  /** Hours of the sessions that named a user, most first. */
  readonly users?: readonly { readonly user: string; readonly hours: number }[];
  /** Hours of the users that are not listed, together. */
  readonly other_user_hours?: number;
  /** Hours of the sessions by the fingerprints of devices, most first. */
  readonly hosts?: readonly { readonly host: string; readonly hours: number }[];
  readonly other_host_hours?: number;
}

/** Names of users and devices in a report: left out, as hashes, or as they are. */
export const REPORT_NAMES = ['none', 'hashed', 'named'] as const;
/** Names of users and devices in a report. */
export type ReportNames = (typeof REPORT_NAMES)[number];

/** Hours of a user or a device. */
export interface NamedHours {
  readonly name: string;
  readonly hours: number;
}

/** Use of floating seats. */
export interface UsedSessions {
  /** Most that ran at once. */
  readonly peak: number;
  /** Starts that found no seat; those of one device count once in an hour. */
  readonly refused: number;
  /** Minutes in which no seat was free. */
  readonly minutes_full: number;
}
