import { CommonSettings, wholeNumber } from 'keyward/plugin';

/** The names of a plug-in's settings begin with its own. */
export const KEEP_DAYS = wholeNumber({
  name: 'notes.keep_days',
  description: 'Days after which notes are deleted. Holds stay.',
  default: 365,
  min: 1,
  max: 3650,
});

export const NOTES_SETTINGS = new CommonSettings([KEEP_DAYS]);
