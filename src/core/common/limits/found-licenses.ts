import { hash } from 'node:crypto';
import { RecentNames } from '../recent-names';
import { RecentlyUsed } from '../recently-used';

/** Longer credentials are hashed. */
const MAX_CREDENTIAL = 64;

/** The license that a call is about. */
export interface FoundLicense {
  readonly id: string;
  /** Devices or sessions that may run at the same time; null for any number. */
  readonly seats: number | null;
}

/** The last licenses that calls to this node have found, by their credential. */
export class FoundLicenses {
  private readonly known: RecentlyUsed<FoundLicense>;
  private readonly names: RecentNames;

  constructor(limit: number) {
    this.known = new RecentlyUsed(limit);
    this.names = new RecentNames(limit);
  }

  get(credential: string): FoundLicense | undefined {
    return this.known.get(keyOf(credential));
  }

  /** At the limit, a license takes a place if it was found before: one that is asked for once takes none. */
  keep(credential: string, license: FoundLicense): void {
    const key = keyOf(credential);
    if (this.known.has(key) || !this.known.isFull || this.names.note(key)) {
      this.known.set(key, license);
    }
  }

  forget(credential: string): void {
    this.known.delete(keyOf(credential));
  }
}

function keyOf(credential: string): string {
  return credential.length > MAX_CREDENTIAL ? hash('sha256', credential, 'base64url') : credential;
}
