import type { ErrorRows } from 'keyward/plugin';

export const NOTE_ERRORS = {
  NOTE_NOT_FOUND: {
    kind: 'not-found',
    message: 'Note not found',
    path: 'notes',
    when: 'The license has no note with this ID.',
    remedy: 'List the notes of the license.',
  },
  LICENSE_ON_HOLD: {
    kind: 'refused',
    message: 'This license is on hold',
    when: 'A note on the license says that it is on hold.',
    remedy: 'Delete the note.',
  },
} as const satisfies ErrorRows;

declare module 'keyward/errors' {
  interface ModuleErrors extends Readonly<typeof NOTE_ERRORS> {}
}
