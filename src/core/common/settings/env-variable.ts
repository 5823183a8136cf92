/** An environment variable with a text that an operator may set. */
export interface EnvVariable {
  readonly name: string;
  /** For docs/settings.md. */
  readonly description: string;
  readonly minLength: number;
  readonly maxLength: number;
}
