import { type FieldProblem, type FormValues, type PermissionName } from '../../../core/common';
import { type Caller, isPermitted } from '../../../core/identity';
import { texts } from '../../../core/i18n';
import { textIn } from '../../../pages/kit/form-input';

/** The permissions that a form can give, and those of them that fit some products. */
export interface AccessScope {
  readonly all: readonly PermissionName[];
  readonly ofProducts: readonly PermissionName[];
}

/** Access to one resource; `write` includes `read`, if the resource has both. */
export const LEVELS = ['none', 'read', 'write', 'write-only'] as const;
export type Level = (typeof LEVELS)[number];

/** Access to all resources at once, or to each by itself. */
export const PRESETS = ['full', 'read', 'custom'] as const;
export type Preset = (typeof PRESETS)[number];

/** Resources in the order of the form: the first ones are asked for most. */
const ORDER: readonly string[] = [
  ...['licenses', 'products', 'customers', 'activations'],
  ...['policies', 'orders', 'webhooks', 'events', 'audit', 'catalog', 'reactivations', 'app-bundles', 'resources'],
  ...['shops', 'leads', 'mails', 'mail-templates', 'portal', 'monitoring', 'shared-views', 'imports'],
  ...['api-keys', 'users', 'roles', 'settings'],
];

/** The permissions of a scope that the caller has: nobody gives others. */
export function accessOf(caller: Caller, { all, ofProducts }: AccessScope): AccessScope {
  const canGive = (permission: PermissionName): boolean => isPermitted(caller, permission);
  return { all: all.filter(canGive), ofProducts: ofProducts.filter(canGive) };
}

/** Those of other modules come last. */
export function resourcesOf({ all }: AccessScope): string[] {
  const resources = [...new Set(all.map((permission) => permission.split(':', 1)[0] ?? ''))];
  return [...ORDER.filter((name) => resources.includes(name)), ...resources.filter((name) => !ORDER.includes(name))];
}

function permissionsOf(resource: string, level: Level, available: readonly PermissionName[]): PermissionName[] {
  const kinds = { none: [], read: ['read'], write: ['read', 'write'], 'write-only': ['write'] }[level];
  return available.filter((permission) => kinds.some((kind) => kind === kindOf(permission, resource)));
}

/** A permission that does not read is a form's `write`; undefined for one of another resource. */
function kindOf(permission: string, resource: string): 'read' | 'write' | undefined {
  if (!permission.startsWith(`${resource}:`)) {
    return undefined;
  }
  return permission === `${resource}:read` ? 'read' : 'write';
}

/** The levels that differ in their permissions. */
export function levelsOf(resource: string, available: readonly PermissionName[]): Level[] {
  const has = (action: string): boolean => available.some((permission) => kindOf(permission, resource) === action);
  return LEVELS.filter(
    (level) => level === 'none' || (has(level.split('-', 1)[0] ?? '') && (level !== 'write-only' || has('read'))),
  );
}

export function levelIn(resource: string, permissions: readonly string[], { all }: AccessScope): Level {
  const [canRead, canWrite] = ['read', 'write'].map((kind) =>
    permissions.some((permission) => kindOf(permission, resource) === kind),
  );
  if (!canWrite) {
    return canRead ? 'read' : 'none';
  }
  return canRead || !levelsOf(resource, all).includes('write-only') ? 'write' : 'write-only';
}

/** The preset with these permissions; undefined if nothing was chosen yet. */
export function presetOf(
  permissions: readonly string[] | undefined,
  available: readonly PermissionName[],
): Preset | undefined {
  const isSame = (preset: Preset): boolean => {
    const given = presetPermissions(preset, available);
    return given.length === permissions?.length && given.every((permission) => permissions.includes(permission));
  };
  return permissions && (PRESETS.slice(0, -1).find(isSame) ?? 'custom');
}

function presetPermissions(preset: Preset, available: readonly PermissionName[]): readonly PermissionName[] {
  return preset === 'full' ? available : available.filter((permission) => permission.endsWith(':read'));
}

export const fieldOf = (resource: string): string => `access_${resource}`;

export interface ReadAccess {
  readonly permissions: PermissionName[];
  /** Each with its text in the viewer's language. */
  readonly problems: readonly FieldProblem[];
}

/**
 * The permissions that a form gives. A row that was changed and does not count is refused, one that was not is left out.
 * @param initial the permissions that the form showed at first
 */
export function readAccess(
  body: FormValues,
  scope: AccessScope,
  isOfProducts: boolean,
  initial: readonly string[],
): ReadAccess {
  const t = texts('access');
  const available = isOfProducts ? scope.ofProducts : scope.all;
  const preset = PRESETS.find((one) => one === textIn(body, 'access'));
  const given = preset === undefined || preset === 'custom' ? undefined : presetPermissions(preset, available);
  const permissions: PermissionName[] = [...(given ?? [])];
  const problems = preset === undefined ? [problemOf('access', t.missing)] : [];
  for (const resource of resourcesOf(scope)) {
    const level = textIn(body, fieldOf(resource)) || 'none';
    const known = LEVELS.find((one) => one === level && levelsOf(resource, scope.all).includes(one));
    const granted = known && permissionsOf(resource, known, available);
    const shown = levelIn(resource, initial, scope);
    if (!known || (!given && level !== shown && granted?.length !== permissionsOf(resource, known, scope.all).length)) {
      problems.push(problemOf(fieldOf(resource), isOfProducts ? t.notOfProducts : t.unknownLevel));
    } else if (given && level !== shown && level !== levelIn(resource, given, scope)) {
      problems.push(problemOf(fieldOf(resource), t.unused));
    } else if (!given) {
      permissions.push(...(granted ?? []));
    }
  }
  if (problems.length === 0 && permissions.length === 0) {
    problems.push(problemOf('access', t.nothing));
  }
  return { permissions, problems };
}

function problemOf(field: string, message: string): FieldProblem {
  return { field, reason: 'invalid', message, isTranslated: true };
}
