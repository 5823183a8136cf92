/** What the components on the page show. */
export interface Samples {
  readonly text: string;
  readonly at: Date;
}
