// Who may call an operation, as `callers` of a contract name them.

export const EVERYBODY = 'owner admin support viewer internal external system stranger';
export const EVERY_USER = 'owner admin support viewer';
export const READERS = 'owner admin support viewer internal';
export const MANAGERS = 'owner admin internal';
export const SEAT_KEEPERS = 'owner admin support internal';
export const PROGRAMS = 'external system';
