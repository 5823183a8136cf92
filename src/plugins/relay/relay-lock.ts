/** Held while the relay takes a file, releases its pool or writes a report. */
export const RELAY_LOCK = 'keyward: the relay';
