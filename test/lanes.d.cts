export const GROUPS: readonly string[];
export const SMOKE: readonly string[];
export function lanesOf(path: string): string[];
