import { normalFormOf, pastedKey } from './typed-key';

/**
 * Queue keys for `UnitOfWork.runQueued`, which limits concurrent work on one license in each process. Changes and checks have
 * separate queues, so that checks wait for changes only at the row lock. All spellings of a key have one queue.
 */
export function changeQueueKey(license: string | number | object): string {
  const named = typeof license === 'object' ? Object.values(license).join() : String(license);
  return `change license ${normalFormOf(named) ?? pastedKey(named)}`;
}

/** Key under which checks of a license take turns, of the license key as it was sent. */
export function checkQueueKey(key: string): string {
  return `check license ${normalFormOf(key) ?? pastedKey(key)}`;
}
