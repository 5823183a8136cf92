import type { VNode } from 'preact';
import type { UpdateSigningKey } from '../../../../core/catalog/internal';
import { texts } from '../../../../core/i18n';
import { Badge } from '../../../../pages/components/badge';
import { detailPage } from '../../../../pages/components/detail-page';
import { type Column, Table } from '../../../../pages/components/table';
import { CopyButton, type Detail, Time } from '../../../../pages/components/text';
import type { Page } from '../../../../pages/kit/page';
import { crumbsOf, PRODUCTS_PATH } from '../products/product-parts';

export const UPDATE_KEYS_PATH = `${PRODUCTS_PATH}/update-keys`;
export const revokeUpdateKeyPath = (keyId: string): string => `${UPDATE_KEYS_PATH}/revoke/${keyId}`;

export function updateKeysPage(keys: readonly UpdateSigningKey[], canWrite: boolean): Page {
  const t = texts('updateKeys');
  return detailPage({
    title: t.title,
    crumbs: crumbsOf(),
    lead: t.lead,
    actions: [canWrite && { title: t.rotate, href: `${UPDATE_KEYS_PATH}/rotate`, icon: 'refresh-cw' }],
    main: <Table label={t.title} rows={keys} columns={columnsOf(canWrite)} />,
  });
}

function columnsOf(canWrite: boolean): Column<UpdateSigningKey>[] {
  const [t, c] = [texts('updateKeys'), texts('catalog')];
  const columns: (Column<UpdateSigningKey> | false)[] = [
    { head: t.key, width: 20, onCard: 'title', cell: ({ keyId }) => <code>{keyId}</code> },
    { head: t.status, onCard: 'status', cell: ({ retiredAt }) => <KeyBadge isActive={retiredAt === null} /> },
    { head: t.publicKey, width: 35, onCard: 'wide', cell: ({ publicKey }) => <PublicKey value={publicKey} /> },
    { head: c.created, onCard: 'left', cell: ({ createdAt }) => <Time at={createdAt} as="date" /> },
    canWrite && {
      head: texts('words').action,
      onCard: 'right',
      isRight: true,
      cell: ({ keyId }) => (
        <a href={revokeUpdateKeyPath(keyId)} aria-label={`${t.revoke} ${keyId}`}>
          {t.revoke}
        </a>
      ),
    },
  ];
  return columns.filter((column) => column !== false);
}

function KeyBadge({ isActive }: { readonly isActive: boolean }): VNode {
  const t = texts('updateKeys');
  return (
    <Badge
      tone={isActive ? 'ok' : 'neutral'}
      icon={isActive ? 'circle-check' : 'history'}
      text={isActive ? t.signs : t.verifies}
    />
  );
}

function PublicKey({ value }: { readonly value: string }): VNode {
  return (
    <>
      <code class="key-whole">{value}</code> <CopyButton value={value} what={texts('updateKeys').publicKey} />
    </>
  );
}

export function publicKeyOf({ publicKey }: UpdateSigningKey): Detail {
  return { term: texts('updateKeys').publicKey, value: <code>{publicKey}</code> };
}
