import type { VNode } from 'preact';
import type { PermissionName } from '../../../core/common';
import { textFor, texts } from '../../../core/i18n';
import { PERMISSIONS_OF_ROLE, ROLE_PERMISSIONS, ROLES } from '../../../core/identity';
import { type Role } from '../../../core/identity/internal';
import { HintAndError, idOf } from '../../../pages/components/form';
import { NoValue } from '../../../pages/components/table';
import type { FormState } from '../../../pages/kit/form-state';
import { roleTitle } from '../frame/role-texts';

const ACTIONS = ['read', 'write'] as const;
type Action = (typeof ACTIONS)[number];
type Area = keyof ReturnType<typeof areaTexts>;

const areaTexts = () => texts('ownRoles').areas;

/** The resources of permissions, as the navigation divides them. */
const AREAS: Readonly<Record<Exclude<Area, 'other'>, readonly string[]>> = {
  licensing: ['licenses', 'customers', 'activations', 'reactivations', 'policies'],
  catalog: ['products', 'app-bundles', 'resources', 'catalog'],
  sales: ['orders', 'shops', 'leads'],
  integrations: ['webhooks', 'api-keys', 'events', 'mails', 'mail-templates'],
  administration: ['monitoring', 'audit', 'users', 'roles', 'settings', 'shared-views', 'imports'],
};

interface PermissionMatrixProps {
  readonly form: FormState;
  /** The name of the list in the body, without brackets. */
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  /** Whether the viewer may give a permission. */
  readonly canGive: (permission: PermissionName) => boolean;
}

/** Permissions to read and to change, with a row for what they are about; beside them, those of the fixed roles. */
export function PermissionMatrix({ form, name, label, hint, canGive }: PermissionMatrixProps): VNode {
  const t = texts('ownRoles');
  const id = idOf(name);
  form.setLabel(name, label);
  const cell = (resource: string, action: Action) => {
    const permission = ROLE_PERMISSIONS.find((one) => one === `${resource}:${action}`);
    return permission ? (
      <input
        type="checkbox"
        name={`${name}[]`}
        value={permission}
        checked={form.list(name).includes(permission)}
        disabled={!canGive(permission)}
        aria-label={`${titleOf(resource)}: ${t[action]}`}
      />
    ) : (
      <NoValue />
    );
  };
  return (
    <div class="field" id={id} role="group" aria-label={label} tabIndex={-1}>
      <HintAndError id={id} hint={hint} problem={form.shownProblemOf(name)} />
      <table class="table permission-matrix">
        <thead>
          <tr>
            <th scope="col">{t.area}</th>
            {ACTIONS.map((action) => (
              <th key={action} scope="col">
                {t[action]}
              </th>
            ))}
            {ROLES.map((role) => (
              <th key={role} scope="col" class="permission-preset">
                {roleTitle(role)}
              </th>
            ))}
          </tr>
        </thead>
        {areas().map(({ area, resources }) => (
          <tbody key={area}>
            <tr>
              <th scope="rowgroup" colSpan={ACTIONS.length + 1 + ROLES.length}>
                {areaTexts()[area]}
              </th>
            </tr>
            {resources.map((resource) => (
              <tr key={resource}>
                <th scope="row">{titleOf(resource)}</th>
                {ACTIONS.map((action) => (
                  <td key={action}>{cell(resource, action)}</td>
                ))}
                {ROLES.map((role) => (
                  <td key={role} class="permission-preset">
                    {actionsOf(role, resource)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

/** Without those that have no permissions; those of other modules come last. */
function areas(): { area: Area; resources: readonly string[] }[] {
  const resources = [...new Set(ROLE_PERMISSIONS.map((permission) => permission.split(':', 1)[0] ?? ''))];
  const known = Object.entries(AREAS) as [Area, readonly string[]][];
  const others = resources.filter((resource) => !known.some(([, names]) => names.includes(resource)));
  return [...known, ['other', others] as const]
    .map(([area, names]) => ({ area, resources: names.filter((name) => resources.includes(name)) }))
    .filter(({ resources: some }) => some.length > 0);
}

function titleOf(resource: string): string {
  return textFor(texts('ownRoles').resources, resource) ?? resource;
}

function actionsOf(role: Role, resource: string): VNode | string {
  const t = texts('ownRoles');
  const has = ACTIONS.filter((action) => PERMISSIONS_OF_ROLE[role].some((one) => one === `${resource}:${action}`));
  return has.length === 0 ? <NoValue /> : has.map((action) => t[action]).join(', ');
}
