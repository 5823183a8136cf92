import { texts } from '../../core/i18n';
import type { Flash } from '../kit/flash';
import { archivePaths } from './archive-kind';

/** The button beside the message of a deletion. */
export function undoLink(listPath: string, uid: string): Flash['link'] {
  return { text: texts('archive').undo, path: archivePaths(listPath, uid).restore, isPost: true };
}
