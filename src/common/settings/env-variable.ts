/** An environment variable with a text that an operator may set. */
export interface EnvVariable {
  readonly name: string;
  readonly minLength: number;
  readonly maxLength: number;
}
