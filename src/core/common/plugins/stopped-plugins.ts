const STOPPED = new Set<string>();

/** Leaves out a plug-in whose tables could not be made. Takes effect for an application that is made afterwards. */
export function stopPlugin(name: string): void {
  STOPPED.add(name);
}

export function isStopped(name: string): boolean {
  return STOPPED.has(name);
}
