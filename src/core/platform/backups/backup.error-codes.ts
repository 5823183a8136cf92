import type { ErrorRows } from '../../common/errors/catalogue';

export const BACKUP_ERRORS = {
  BACKUP_NOT_FOUND: { of: 'NOT_FOUND', message: 'Backup not found', path: 'backups' },
  BACKUP_FOLDER_MISSING: {
    kind: 'conflict',
    message: 'This node has no folder for backups',
    when: 'A backup is requested from a node without `BACKUP_DIR`.',
    remedy: 'Set `BACKUP_DIR` on all nodes, or run `keyward backup`.',
  },
} as const satisfies ErrorRows;

declare module '../../common/errors/catalogue' {
  interface ModuleErrors extends Readonly<typeof BACKUP_ERRORS> {}
}
