const DAY_MS = 24 * 60 * 60 * 1_000;
/** RFC 9116 recommends less than a year. */
const VALID_DAYS = 180;

/** The fields of a security.txt (RFC 9116). */
export interface SecurityTxt {
  readonly contacts: readonly string[];
  readonly languages: readonly string[];
  /** Address of the file itself; undefined if the server does not know its own. */
  readonly canonical: string | undefined;
  /** Empty if there is no page. */
  readonly policy: string;
}

/** Renders a security.txt that is valid for half a year from the beginning of the day of `now`, in UTC. */
export function securityTxt({ contacts, languages, canonical, policy }: SecurityTxt, now: Date): string {
  const expires = new Date((Math.floor(now.getTime() / DAY_MS) + VALID_DAYS) * DAY_MS);
  const lines = [
    ...contacts.map((contact) => `Contact: ${contact}`),
    `Expires: ${expires.toISOString()}`,
    ...(languages.length > 0 ? [`Preferred-Languages: ${languages.join(', ')}`] : []),
    ...(canonical === undefined ? [] : [`Canonical: ${canonical}`]),
    ...(policy === '' ? [] : [`Policy: ${policy}`]),
  ];
  return lines.map((line) => `${line}\n`).join('');
}
