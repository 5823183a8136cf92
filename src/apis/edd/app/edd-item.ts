/** The product that a program names: by a number or reference, or by its name. */
export interface EddItem {
  /** False without one. */
  readonly id: number | false;
  /** The text that was sent; false without one. */
  readonly name: string | false;
}
