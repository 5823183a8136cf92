export interface Patch {
  readonly area: string;
  readonly file: string;
  readonly find: string;
  readonly replace: string;
  readonly fault: string;
  readonly spec: string;
  readonly equivalent?: string;
}

export const PATCHES: readonly Patch[];
