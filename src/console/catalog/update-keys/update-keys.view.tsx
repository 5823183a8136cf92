import type { VNode } from 'preact';
import type { UpdateSigningKey } from '../../../catalog/update-signing/update-signing-key.entity';
import { Badge } from '../../components/badge';
import { ButtonLink } from '../../components/button';
import { confirmation } from '../../components/confirmation';
import { PageHeader } from '../../components/page-parts';
import { type Column, Table } from '../../components/table';
import { CopyButton, Time } from '../../components/text';
import { Page } from '../../kit/page';
import { texts } from '../../../i18n/texts';
import { PRODUCTS_PATH } from '../products/product-paths';
import { revokeUpdateKeyPath, rotateUpdateKeyPath, UPDATE_KEYS_PATH } from './update-key-paths';

export interface UpdateKeysData {
  readonly keys: readonly UpdateSigningKey[];
  readonly canWrite: boolean;
}

export function updateKeysPage(data: UpdateKeysData): Page {
  return new Page({ title: texts('updateKeys').title, body: <UpdateKeys {...data} /> });
}

function UpdateKeys({ keys, canWrite }: UpdateKeysData): VNode {
  const t = texts('updateKeys');
  const rotate = canWrite ? (
    <ButtonLink icon="refresh-cw" href={rotateUpdateKeyPath}>
      {t.rotate}
    </ButtonLink>
  ) : undefined;
  return (
    <>
      <PageHeader
        title={t.title}
        crumbs={[{ title: texts('catalog').catalogProducts, href: PRODUCTS_PATH }]}
        lead={t.lead}
        actions={rotate}
      />
      <Table label={t.title} rows={keys} columns={columnsOf(canWrite)} />
    </>
  );
}

function columnsOf(canWrite: boolean): Column<UpdateSigningKey>[] {
  const t = texts('updateKeys');
  const columns: Column<UpdateSigningKey>[] = [
    { head: t.key, width: 20, onCard: 'title', cell: ({ keyId }) => <code>{keyId}</code> },
    {
      head: texts('catalog').status,
      onCard: 'status',
      cell: ({ retiredAt }) => <KeyBadge isActive={retiredAt === null} />,
    },
    { head: t.publicKey, width: 35, onCard: 'wide', cell: ({ publicKey }) => <PublicKey value={publicKey} /> },
    { head: texts('catalog').created, onCard: 'left', cell: ({ createdAt }) => <Time at={createdAt} as="date" /> },
  ];
  const revoke: Column<UpdateSigningKey> = {
    head: t.revoke,
    onCard: 'right',
    isRight: true,
    cell: ({ keyId }) => (
      <a href={revokeUpdateKeyPath(keyId)} aria-label={`${t.revoke} ${keyId}`}>
        {t.revoke}
      </a>
    ),
  };
  return canWrite ? [...columns, revoke] : columns;
}

function KeyBadge({ isActive }: { readonly isActive: boolean }): VNode {
  const t = texts('updateKeys');
  return (
    <Badge tone={isActive ? 'ok' : 'neutral'} icon={isActive ? 'circle-check' : 'history'}>
      {isActive ? t.signs : t.verifies}
    </Badge>
  );
}

function PublicKey({ value }: { readonly value: string }): VNode {
  return (
    <>
      <code class="key-whole">{value}</code> <CopyButton value={value} what={texts('updateKeys').publicKey} />
    </>
  );
}

export function rotateUpdateKeyPage(): Page {
  const t = texts('updateKeys');
  return askAbout(t.rotateTitle, {
    undo: { isPossible: false, text: t.rotateUndo },
    about: [],
    consequences: [
      { icon: 'key', text: t.rotateNew },
      { icon: 'history', text: t.rotateOld },
    ],
    action: rotateUpdateKeyPath,
    verb: t.rotateVerb,
  });
}

export function revokeUpdateKeyPage({ keyId, publicKey, retiredAt }: UpdateSigningKey): Page {
  const t = texts('updateKeys');
  const isActive = retiredAt === null;
  return askAbout(t.revokeTitle({ key: keyId }), {
    undo: { isPossible: false, text: t.revokeUndo },
    about: [{ term: t.publicKey, value: <code>{publicKey}</code> }],
    consequences: [
      { icon: 'ban', tone: 'bad', text: t.revokeOld },
      ...(isActive ? [{ icon: 'key', text: t.revokeNew } as const] : []),
    ],
    action: revokeUpdateKeyPath(keyId),
    verb: t.revokeVerb,
  });
}

type Question = Pick<Parameters<typeof confirmation>[0], 'undo' | 'about' | 'consequences' | 'action' | 'verb'>;

function askAbout(title: string, question: Question): Page {
  const t = texts('updateKeys');
  return confirmation({
    ...question,
    title,
    crumbs: [
      { title: texts('catalog').catalogProducts, href: PRODUCTS_PATH },
      { title: t.title, href: UPDATE_KEYS_PATH },
    ],
    keep: { title: t.keep, href: UPDATE_KEYS_PATH },
  });
}
