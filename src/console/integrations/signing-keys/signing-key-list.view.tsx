import type { VNode } from 'preact';
import type { SigningKey } from '../../../platform/signing-keys/signing-key.entity';
import { ButtonLink } from '../../components/button';
import { withQuery } from '../../components/filters';
import { PageHeader, Section } from '../../components/page-parts';
import { type Column, Pager, RowTitle, Table } from '../../components/table';
import { Code, Time } from '../../components/text';
import { type CursorFields, nextPage, previousPage } from '../../kit/cursor-page';
import { Page } from '../../kit/page';
import { texts } from '../../../i18n/texts';
import { rotatePath, signingKeyPath, SIGNING_KEYS_PATH } from './signing-key-paths';
import { SigningKeyBadge, stateOf } from './signing-key-state';

export interface SigningKeyListData {
  readonly keys: readonly SigningKey[];
  /** Address of the JSON Web Key Set. */
  readonly jwks: string;
  readonly place: CursorFields;
  /** Cursor of the next page. */
  readonly next: string | null;
  readonly canWrite: boolean;
}

export function signingKeyListPage(data: SigningKeyListData): Page {
  return new Page({ title: texts('signingKeys').title, body: <SigningKeyList {...data} /> });
}

function SigningKeyList(data: SigningKeyListData): VNode {
  const t = texts('signingKeys');
  const { keys, jwks, canWrite } = data;
  const rotate = (
    <ButtonLink icon="refresh-cw" href={rotatePath}>
      {t.rotate}
    </ButtonLink>
  );
  return (
    <>
      <PageHeader title={t.title} lead={t.lead} actions={canWrite ? rotate : undefined} />
      <Table label={t.title} rows={keys} columns={columns()} />
      <KeyPager {...data} />
      <Section id="uses" title={t.uses}>
        <ul class="bullets">
          {t.usesList.map((use) => (
            <li key={use}>{use}</li>
          ))}
        </ul>
      </Section>
      <Section id="jwks" title={t.jwks}>
        <Code label={t.keySet} text={jwks} />
        <p class="hint">{t.jwksNote}</p>
      </Section>
    </>
  );
}

function columns(): Column<SigningKey>[] {
  const t = texts('signingKeys');
  return [
    {
      head: t.kid,
      width: 40,
      onCard: 'title',
      cell: (key) => <RowTitle href={signingKeyPath(key.kid)} title={key.kid} note={t.stateNotes[stateOf(key)]} />,
    },
    { head: t.created, onCard: 'right', cell: ({ createdAt }) => <Time at={createdAt} as="date" /> },
    { head: t.retired, onCard: 'hidden', cell: ({ retiredAt }) => <MaybeDate at={retiredAt} /> },
    { head: t.revoked, onCard: 'hidden', cell: ({ revokedAt }) => <MaybeDate at={revokedAt} /> },
    { head: t.state, onCard: 'status', cell: (key) => <SigningKeyBadge signingKey={key} /> },
  ];
}

function MaybeDate({ at }: { readonly at: Date | null }): VNode {
  return at === null ? <span class="unset">{texts('signingKeys').notYet}</span> : <Time at={at} as="date" />;
}

function KeyPager({ keys, place, next }: SigningKeyListData): VNode {
  const pathAt = (to: CursorFields | undefined) => to && withQuery(SIGNING_KEYS_PATH, { ...to });
  return (
    <Pager
      text={texts('signingKeys').shown({ count: keys.length })}
      previousHref={pathAt(previousPage(place))}
      nextHref={pathAt(nextPage(place, next))}
    />
  );
}
