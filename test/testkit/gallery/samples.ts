/** The sample data of the components. */
export interface Samples {
  readonly text: string;
  readonly at: Date;
}
