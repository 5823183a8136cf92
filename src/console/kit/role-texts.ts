import type { Role } from '../../identity/permissions/permission';
import { texts } from '../../i18n/texts';

interface RoleText {
  readonly title: string;
  /** What the role may do, in a sentence. */
  readonly note: string;
}

export function roleText(role: Role): RoleText {
  const name = texts('roles')[role];
  return { title: name.charAt(0).toUpperCase() + name.slice(1), note: texts('roleNotes')[role] };
}
