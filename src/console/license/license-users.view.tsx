import type { VNode } from 'preact';
import type { Page as ListPage } from '../../common/pagination/page-request';
import type { License } from '../../licenses/licenses/license.entity';
import type { LicenseUser } from '../../licenses/users/license-user.entity';
import { Button, PostButton } from '../components/button';
import { TextField } from '../components/fields';
import { Results, SearchForm, withQuery } from '../components/filters';
import { ErrorSummary, FieldRow, Form } from '../components/form';
import { PageHeader, Section } from '../components/page-parts';
import { type Column, Cut, Pager, Table } from '../components/table';
import { Time } from '../components/text';
import type { FormState } from '../kit/form-state';
import { Page } from '../kit/page';
import { texts } from '../../i18n/texts';
import { crumbsOf } from './license-confirmation.view';
import { userPath, verbPath } from './license-paths';

interface UsersData {
  readonly license: License;
  readonly users: ListPage<LicenseUser>;
  /** Of all users. */
  readonly total: number;
  readonly q?: string;
  readonly form: FormState;
  readonly canWrite: boolean;
}

export function usersPage(data: UsersData): Page {
  const t = texts('licenseUsers');
  const { license, users, total, q, form, canWrite } = data;
  const { uid, key, maxUsers } = license;
  const path = verbPath(uid, 'users');
  const body = (
    <>
      <PageHeader
        title={t.title}
        crumbs={crumbsOf(uid, key)}
        lead={`${t.count({ assigned: total, limit: maxUsers })}. ${t.lead}`}
      />
      <ErrorSummary form={form} title={t.notDone} />
      {canWrite && <AssignForm action={path} form={form} />}
      <div class="section">
        <SearchForm action={path} label={t.search} placeholder={t.placeholder} value={q ?? ''} />
        <Results summary={t.range({ count: users.rows.length })}>
          {users.rows.length === 0 ? (
            <p class="unset">{q === undefined ? t.none : t.nobody({ q })}</p>
          ) : (
            <>
              <UserTable license={uid} users={users.rows} canWrite={canWrite} />
              <Pager
                text={t.range({ count: users.rows.length })}
                nextHref={users.next === null ? undefined : withQuery(path, { q, after: users.next })}
              />
            </>
          )}
        </Results>
      </div>
    </>
  );
  return new Page({ title: t.title, width: 'form', body });
}

function AssignForm({ action, form }: { readonly action: string; readonly form: FormState }): VNode {
  const t = texts('licenseUsers');
  return (
    <Section id="assign" title={t.assignTitle}>
      <Form action={action}>
        <FieldRow hasTexts>
          <TextField form={form} name="user" label={t.identifier} hint={t.identifierHint} />
          <TextField form={form} name="name" label={t.name} isOptional />
        </FieldRow>
        <div class="actions">
          <Button look="primary" icon="user-plus">
            {t.assign}
          </Button>
        </div>
      </Form>
    </Section>
  );
}

interface UserTableProps {
  readonly license: string;
  readonly users: readonly LicenseUser[];
  readonly canWrite: boolean;
}

function UserTable({ license, users, canWrite }: UserTableProps): VNode {
  const t = texts('licenseUsers');
  const columns: Column<LicenseUser>[] = [
    {
      head: t.user,
      width: 40,
      onCard: 'title',
      cell: ({ identifier, name }) => <Cut text={name ?? identifier} note={name === null ? undefined : identifier} />,
    },
    {
      head: t.by,
      onCard: 'left',
      cell: ({ createdAt, assignedBy }) => (
        <>
          <Time at={createdAt} as="age" />
          <span class="row-note">{assignedBy === 'admin' ? t.byAdmin : t.byUse}</span>
        </>
      ),
    },
  ];
  const remove: Column<LicenseUser> = {
    head: t.action,
    isRight: true,
    onCard: 'right',
    cell: ({ uid, identifier }) => (
      <PostButton isSmall action={userPath(license, uid)} label={t.removeOf({ user: identifier })}>
        {t.remove}
      </PostButton>
    ),
  };
  return <Table label={t.title} rows={users} columns={canWrite ? [...columns, remove] : columns} />;
}
