import type { VNode } from 'preact';
import { Calendar, type FormValues, type InvalidRequest } from '../../../../core/common';
import type { ApiKey } from '../../../../core/identity';
import { texts, viewer } from '../../../../core/i18n';
import { withQuery } from '../../../../pages/components/filters';
import { Menu } from '../../../../pages/components/page-parts';
import { textIn } from '../../../../pages/kit/form-input';
import { FormState, refusedField } from '../../../../pages/kit/form-state';
import type { FormGroups, FormRow } from '../../../../pages/kit/form-table';
import { type AccessScope, type ReadAccess, readAccess } from '../../access/access';
import { AccessMatrix } from '../../access/access-matrix';
import { rateLimitLines, rateLimitsIn } from '../../policies/rate-limit-lines';
import { newKeyPath } from './api-key-parts';

export interface ShownKey {
  /** Undefined if it is to be chosen. */
  readonly kind: ApiKey['kind'] | undefined;
  readonly copied: ApiKey | undefined;
  readonly scope: AccessScope;
  /** The permissions of the copied key. */
  readonly permissions: readonly string[] | undefined;
}

export function groupsOf({ kind, copied, scope, permissions }: ShownKey, products: readonly FormRow[]): FormGroups {
  const t = texts('apiKeys');
  const kinds = kind === 'system' ? (['system'] as const) : (['external', 'internal'] as const);
  return [
    {
      id: 'where',
      rows: [
        {
          name: 'kind',
          label: t.form.where,
          kind: 'radios',
          value: kind,
          choices: kinds.map((value) => ({ value, title: t.form.places[value], note: t.kindNotes[value] })),
          hint: kind !== 'system' && <a href={newKeyPath('system')}>{t.form.needSystem}</a>,
        },
        { name: 'name', label: t.name, placeholder: t.form.namePlace },
      ],
    },
    kind !== 'system' && {
      id: 'permissions',
      rows: [
        (form) => {
          // The choice does not count for other keys: a refused form shows it no more.
          const isUnused = form.problemOf('access') === t.form.permissionsUnused;
          return (
            <AccessMatrix
              form={isUnused ? FormState.refused({}, unusedAccess()) : form}
              scope={scope}
              permissions={isUnused ? undefined : permissions}
              isOfProducts={form.list('products').length > 0}
            />
          );
        },
      ],
    },
    {
      id: 'restrictions',
      rows: [
        ...products,
        [
          { name: 'expires_on', kind: 'date', isOptional: true, empty: 'missing', value: copiedDay(copied) },
          {
            name: 'allowed_ips',
            kind: 'list',
            isShort: true,
            isOptional: true,
            isMono: true,
            empty: 'missing',
            placeholder: t.form.ipPlace,
            value: copied?.allowedIps,
          },
        ],
        {
          name: 'rate_limits',
          kind: 'area',
          isOptional: true,
          isMono: true,
          rows: 3,
          empty: 'missing',
          value: rateLimitLines(copied?.rateLimits ?? {}).join('\n'),
          read: rateLimitsIn,
        },
        {
          fold: 'existing',
          title: t.form.import,
          line: t.form.importNote,
          rows: [
            { name: 'key', textKey: 'value', kind: 'password', isOptional: true, isMono: true, empty: 'missing' },
            { name: 'allow_short', kind: 'flag' },
          ],
        },
      ],
    },
  ];
}

/** The last day of a copied key, unless it is over. */
function copiedDay(copied: ApiKey | undefined): string {
  const { now, zone } = viewer();
  const { expiresAt = null } = copied ?? {};
  return expiresAt !== null && expiresAt > now ? new Calendar(zone).dateOf(expiresAt) : '';
}

/** Only keys on a server have permissions to choose. */
export function accessIn(body: FormValues, products: readonly string[], { scope, permissions }: ShownKey): ReadAccess {
  if (body.kind === 'internal') {
    return readAccess(body, scope, products.length > 0, permissions ?? []);
  }
  return { permissions: [], problems: textIn(body, 'access') === '' ? [] : unusedAccess().fields };
}

function unusedAccess(): InvalidRequest {
  return refusedField('access', texts('apiKeys').form.permissionsUnused);
}

/** Links to the form with the values of another key. */
export function CopyMenu({ apiKeys }: { readonly apiKeys: readonly ApiKey[] }): VNode {
  return (
    <Menu label={texts('access').copyFrom}>
      {apiKeys.map(({ uid, name }) => (
        <a key={uid} href={withQuery(newKeyPath(), { from: uid })}>
          {name}
        </a>
      ))}
    </Menu>
  );
}
