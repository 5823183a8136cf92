/** Use of a pool in a time, as its relay counted it. */
export interface ReportedUsage {
  readonly sessions?: {
    readonly peak: number;
    readonly started: number;
    readonly refused: number;
    readonly minutes_full: number;
  };
  readonly activations?: { readonly count: number; readonly peak: number };
  readonly meters?: Readonly<Record<string, { readonly used: string }>>;
  readonly features?: readonly { readonly code: string; readonly peak: number; readonly refused: number }[];
  readonly versions?: readonly { readonly version: string; readonly devices: number }[];
  readonly devices?: number;
  readonly days?: readonly DayUsage[];
  readonly users?: readonly { readonly user: string; readonly hours: number }[];
  /** Hours of the users that are not listed, together. */
  readonly other_user_hours?: number;
  readonly hosts?: readonly { readonly host: string; readonly hours: number }[];
  readonly other_host_hours?: number;
}

/** Use of a pool on a day. */
export interface DayUsage {
  /** `YYYY-MM-DD`, in UTC. */
  readonly day: string;
  readonly peak: number;
  readonly refused: number;
  readonly minutes_full: number;
}
