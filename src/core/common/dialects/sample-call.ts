/** Fields of the form with which a person sends a call. */
export type SampleField = 'key' | 'device' | 'product' | 'client' | 'domain' | 'email' | 'app' | 'credential';
/** Values of the fields of an example call that are not the usual ones. */
export type SampleInput = Readonly<Partial<Record<SampleField, string>>>;

/** A call of a program that people can send from the console. Its path has no parts that they enter. */
export interface SampleCall {
  /** Unique in its API. */
  readonly name: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly fields: readonly SampleField[];
  readonly headers?: (input: SampleInput) => Readonly<Record<string, string | undefined>>;
  readonly body?: (input: SampleInput) => object;
}
