import { wholeNumber } from '../../common/settings/setting-definition';
import { CommonSettings } from '../settings/known-settings';

export const BACKUP_SCHEDULE = {
  everyHours: wholeNumber({
    name: 'backups.every_hours',
    description:
      'Hours between two backups to the folder BACKUP_DIR, if a node has one. The alert backup_overdue is raised when ' +
      'the last one is twice as old; 0 makes no backups.',
    needs: ['BACKUP_DIR'],
    default: 24,
    min: 0,
    max: 8_760,
  }),
  keep: wholeNumber({
    name: 'backups.keep',
    description: 'Number of backups that are kept in the folder BACKUP_DIR; older ones are deleted.',
    default: 7,
    min: 1,
    max: 1_000,
  }),
} as const;

export const BACKUP_SETTINGS = new CommonSettings(Object.values(BACKUP_SCHEDULE));
