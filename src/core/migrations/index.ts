import { timestampedIn } from '../common/declarations/declarations';
import type { Migration } from './migration';

/**
 * The migrations of this folder, oldest first: the initial schema of each room, then one file for each change, whose name
 * begins with the timestamp of its class. A released migration is never edited.
 */
export const MIGRATIONS = timestampedIn<new () => Migration>(__dirname);
