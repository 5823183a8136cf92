/** The publicly documented API key of the demo. It exists only in demo mode. */
export abstract class SampleApiKey {
  /** Undefined outside of demo mode. */
  abstract readonly value: string | undefined;
}
