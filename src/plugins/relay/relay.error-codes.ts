import type { ErrorRows } from '../../plugin';

export const RELAY_ERRORS = {
  RELAY_FILE_MALFORMED: { of: 'VALIDATION_ERROR', message: 'This is not a relay file', field: 'file' },
  RELAY_FILE_CHANGED: {
    of: 'VALIDATION_ERROR',
    message: 'The relay file was changed after it was signed: its {part} is not valid',
    field: 'file',
  },
  RELAY_FILE_MIXED: {
    of: 'VALIDATION_ERROR',
    message: 'The parts of the relay file do not belong together',
    field: 'file',
  },
  RELAY_FILE_ENDED: { of: 'VALIDATION_ERROR', message: 'The relay file ended at {at}', field: 'file' },
  RELAY_FILE_EARLY: { of: 'VALIDATION_ERROR', message: 'The relay file holds from {at} on', field: 'file' },
  RELAY_FILE_KEY: {
    of: 'VALIDATION_ERROR',
    message: 'The relay file was issued for the key of another relay ({kid})',
    field: 'file',
  },
  RELAY_FILE_MACHINE: {
    of: 'VALIDATION_ERROR',
    message: 'The relay file was issued for another machine',
    field: 'file',
  },
  RELAY_FILE_RELAY: {
    of: 'VALIDATION_ERROR',
    message: 'This data folder belongs to the relay {relay}, and the file to another one',
    field: 'file',
  },
  RELAY_FILE_RELEASED: {
    of: 'VALIDATION_ERROR',
    message: 'The pool of this relay file was released and cannot be served again',
    field: 'file',
  },
  RELAY_WITHOUT_POOL: {
    of: 'UNAVAILABLE',
    message: 'This relay has no pool yet: its page takes the relay file',
  },
  RELAY_CLOCK_SET_BACK: {
    of: 'CONFLICT',
    message: 'The clock of this machine was set back: it is {now}, and the relay has run at {seen}',
  },
  RELAY_ISOLATED: {
    kind: 'unavailable',
    message: 'This relay has lost its partner and the witness: it gives no seats until it reaches one of them',
    retryAfter: 5,
    when: 'A relay of a pair with a witness reaches neither the other relay nor the witness, which may give its seats to the other one.',
    remedy: 'Try again after `Retry-After`, or at the other relay. Its operator restores the connection.',
  },
  PAIR_MESSAGE_INVALID: {
    of: 'VALIDATION_ERROR',
    message: 'The message is not by the partner of this relay',
    field: 'message',
  },
  RELAY_NEVER_MET: {
    of: 'CONFLICT',
    message: 'This relay has never met its partner: it cannot know what that one gave',
  },
  RELAY_PARTNER_HEARD: {
    of: 'CONFLICT',
    message: 'The partner was heard a moment ago: its machine is not dead. Wait a minute after it was switched off',
  },
  RELAY_WORD_WRONG: { of: 'VALIDATION_ERROR', message: 'The admin password is wrong', field: 'word' },
} as const satisfies ErrorRows;

declare module '../../core/common/errors/catalogue' {
  interface ModuleErrors extends Readonly<typeof RELAY_ERRORS> {}
}
