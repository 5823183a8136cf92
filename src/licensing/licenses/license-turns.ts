/**
 * What work on one license takes turns by (`UnitOfWork.inTurn`): a few changes at a time in each process, however the
 * license is named…
 */
export function changesOf(license: string | number | object): string {
  return `change license ${typeof license === 'object' ? Object.values(license).join() : license}`;
}

/** …and a few checks, which wait for no change but for the same row, when somebody else holds it. */
export function checksOf(key: string): string {
  return `check license ${key}`;
}
