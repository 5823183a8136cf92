const STOPPED = new Map<string, string>();

/** Leaves out a plug-in whose tables could not be made. Takes effect for an application that is made afterwards. */
export function stopPlugin(name: string, reason: string): void {
  STOPPED.set(name, reason);
}

export function isStopped(name: string): boolean {
  return STOPPED.has(name);
}

/** The sentences about all plug-ins that are stopped. */
export function reasonsToStop(): string[] {
  return [...STOPPED.values()];
}
