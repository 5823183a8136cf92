/**
 * Queue keys for `UnitOfWork.inTurn`, which limits concurrent work on one license in each process. Changes and checks have
 * separate queues, so that checks wait for changes only at the row lock.
 */
export function changesOf(license: string | number | object): string {
  return `change license ${typeof license === 'object' ? Object.values(license).join() : license}`;
}

export function checksOf(key: string): string {
  return `check license ${key}`;
}
