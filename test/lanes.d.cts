export const LANES: Readonly<Record<string, readonly string[]>>;
export const NAMES: readonly string[];
export function laneOf(path: string): string;
