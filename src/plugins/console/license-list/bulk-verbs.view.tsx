import type { VNode } from 'preact';
import { texts } from '../../../core/i18n';
import type { BulkActionName } from '../../../core/licensing/internal';
import { BulkBar } from '../../../pages/components/bulk-bar';
import { Button } from '../../../pages/components/button';
import { HiddenFields } from '../../../pages/components/form';
import type { IconName } from '../../../pages/components/icon';
import { Menu, MenuRule } from '../../../pages/components/page-parts';
import { COUNTED_LICENSES, fieldsOf, type LicenseFilterQueryDto } from './license-list-query.dto';
import { bulkPath, exportPath } from './license-paths';

interface BulkForm {
  readonly query: LicenseFilterQueryDto;
  /** Licenses that match, exact up to COUNTED_LICENSES. */
  readonly count: number;
  /** Rows of the page. */
  readonly shown: number;
  readonly canWrite: boolean;
}

/** Puts a table of licenses into a form that changes or exports those that are selected, or all that match. */
export function bulkForm(bulk: BulkForm): (table: VNode) => VNode {
  return (table) => (
    <form class="bulk-form" method="get" action={exportPath}>
      <HiddenFields fields={fieldsOf(bulk.query)} />
      {table}
      <BulkVerbs {...bulk} />
    </form>
  );
}

function BulkVerbs({ count, canWrite, shown }: BulkForm): VNode {
  const t = texts('licenses');
  const all = count > COUNTED_LICENSES ? t.allMore({ count: COUNTED_LICENSES }) : t.allMatching({ count });
  return (
    <BulkBar label={t.bulk} title={t.selected} countText={t.countSelected} all={count > shown ? all : undefined}>
      {canWrite && <Verbs verbs={VERBS} />}
      <Button icon="download" formAction={exportPath} text={t.export} />
      {canWrite && (
        <>
          <Verbs verbs={DANGER_VERBS} look="danger" />
          <Menu label={t.otherActions}>
            <Verbs verbs={OTHER_VERBS} />
            <MenuRule />
            <Verbs verbs={OTHER_DANGER_VERBS} look="danger" />
          </Menu>
        </>
      )}
    </BulkBar>
  );
}

interface Verb {
  readonly action: BulkActionName;
  readonly icon: IconName;
  readonly key:
    'extend' | 'disable' | 'enable' | 'changePolicy' | 'assign' | 'unblock' | 'block' | 'revoke' | 'deleteLicenses';
}

const VERBS: readonly Verb[] = [
  { action: 'extend', icon: 'calendar-plus', key: 'extend' },
  { action: 'disable', icon: 'circle-pause', key: 'disable' },
];

const DANGER_VERBS: readonly Verb[] = [{ action: 'revoke', icon: 'ban', key: 'revoke' }];

/** In the menu. */
const OTHER_VERBS: readonly Verb[] = [
  { action: 'enable', icon: 'circle-play', key: 'enable' },
  { action: 'change_policy', icon: 'sliders-horizontal', key: 'changePolicy' },
  { action: 'move', icon: 'user', key: 'assign' },
  { action: 'unblock', icon: 'lock-open', key: 'unblock' },
];

const OTHER_DANGER_VERBS: readonly Verb[] = [
  { action: 'block', icon: 'lock', key: 'block' },
  { action: 'delete', icon: 'x', key: 'deleteLicenses' },
];

function Verbs({ verbs, look }: { readonly verbs: readonly Verb[]; readonly look?: 'danger' }): VNode {
  const t = texts('licenses');
  return (
    <>
      {verbs.map(({ action, icon, key }) => (
        <Button key={action} look={look} icon={icon} formAction={bulkPath(action)} text={t[key]} />
      ))}
    </>
  );
}
