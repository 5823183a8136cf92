interface Area {
  readonly files: readonly string[];
  readonly specs: readonly string[];
}

export const AREAS: Readonly<Record<string, Area>>;
export function areaOf(path: string): string | undefined;
