/** What admins made of the rate limits that dialects declare. */
export abstract class ChosenLimits {
  /** Requests a minute; undefined where nobody chose other than the dialect. */
  abstract perMinute(dialect: string, limit: string): Promise<number | undefined>;
}
