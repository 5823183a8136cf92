/** Kinds of changes of the load. */
export const KINDS = [
  'issue',
  'activation',
  'check',
  'session',
  'end of a session',
  'usage',
  'usage with a key',
  'deactivation',
  'revocation',
  'order',
  'refund',
] as const;
export type Kind = (typeof KINDS)[number];

/**
 * `answered`: the caller was told that it is done. `refused`: that nothing was changed (`UNAVAILABLE`). `unknown`: no answer,
 * or `OUTCOME_UNKNOWN`.
 */
export type Fate = 'answered' | 'refused' | 'unknown';

/** A change that was asked for, with an ID that stands in the database. */
export interface Entry {
  readonly kind: Kind;
  readonly id: string;
  fate: Fate;
  /** Names the last answer in a failure. */
  answer: string;
}

const RANK: Record<Fate, number> = { refused: 0, unknown: 1, answered: 2 };

/** Changes of one round. */
export class Ledger {
  private readonly entries = new Map<string, Entry>();

  /** A repeated change keeps the fate that says most: one attempt may have been made. */
  note(kind: Kind, id: string, fate: Fate, answer: string): void {
    const name = `${kind} ${id}`;
    const known = this.entries.get(name);
    if (known === undefined) {
      this.entries.set(name, { kind, id, fate, answer });
    } else if (RANK[fate] > RANK[known.fate]) {
      known.fate = fate;
      known.answer = answer;
    }
  }

  /** Those of a fate by now. */
  with(fate: Fate): Entry[] {
    return [...this.entries.values()].filter((entry) => entry.fate === fate);
  }
}
