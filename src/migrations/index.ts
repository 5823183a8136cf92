import type { MigrationInterface } from 'typeorm';
import { timestampedIn } from '../common/declarations/declarations';

type Migration = new () => MigrationInterface;

/**
 * The migrations of this folder, oldest first: the initial schema of each room, then one file for each change, whose name
 * begins with the timestamp of its class. A released migration is never edited.
 */
export const MIGRATIONS = timestampedIn<Migration>(__dirname);
