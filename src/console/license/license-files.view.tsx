import type { VNode } from 'preact';
import type { Page as ListPage } from '../../common/pagination/page-request';
import type { LicenseFile } from '../../licenses/license-files/license-file.entity';
import type { License } from '../../licenses/licenses/license.entity';
import { Badge } from '../components/badge';
import { Button, PostButton } from '../components/button';
import { withQuery } from '../components/filters';
import { Checkbox, TextArea, TextField } from '../components/fields';
import { ErrorSummary, FieldRow, Form, FormGroup } from '../components/form';
import { PageHeader, Section } from '../components/page-parts';
import { type Column, Pager, Table } from '../components/table';
import { Key, Time } from '../components/text';
import { texts } from '../../i18n/texts';
import { viewer } from '../../i18n/viewer';
import type { FormState } from '../kit/form-state';
import { Page } from '../kit/page';
import { crumbsOf } from './license-confirmation.view';
import { filePath, verbPath } from './license-paths';

interface FilesData {
  readonly license: License;
  readonly files: ListPage<LicenseFile>;
  readonly form: FormState;
  readonly canWrite: boolean;
}

export function filesPage({ license, files, form, canWrite }: FilesData): Page {
  const t = texts('licenseFiles');
  const { uid, key, behavior } = license;
  const body = (
    <>
      <PageHeader
        title={t.title}
        crumbs={crumbsOf(uid, key)}
        lead={`${t.lead} ${t.offline({ days: behavior.offlineDays })}`}
      />
      <ErrorSummary form={form} title={t.notDone} />
      <Section id="issued" title={t.issued}>
        <FileList license={uid} files={files} canWrite={canWrite} />
      </Section>
      {canWrite && (
        <div class="section">
          <IssueForm license={uid} form={form} />
          <ReleaseForm license={uid} form={form} />
        </div>
      )}
    </>
  );
  return new Page({ title: t.title, width: 'form', body });
}

interface FileListProps {
  readonly license: string;
  readonly files: ListPage<LicenseFile>;
  readonly canWrite: boolean;
}

function FileList({ license, files, canWrite }: FileListProps): VNode {
  const t = texts('licenseFiles');
  if (files.rows.length === 0) {
    return <p class="unset">{t.none}</p>;
  }
  const columns: Column<LicenseFile>[] = [
    { head: t.device, width: 30, onCard: 'title', cell: ({ fingerprint }) => <DeviceOf fingerprint={fingerprint} /> },
    { head: t.state, onCard: 'status', cell: (file) => <FileState file={file} /> },
    { head: t.ends, onCard: 'left', cell: ({ expiresAt }) => <Time at={expiresAt} as="date" /> },
    {
      head: t.by,
      onCard: 'wide',
      cell: ({ createdAt, createdBy }) => (
        <>
          <Time at={createdAt} as="age" />
          <span class="row-note cut">{createdBy ?? t.program}</span>
        </>
      ),
    },
  ];
  const revoke: Column<LicenseFile> = {
    head: t.action,
    isRight: true,
    onCard: 'right',
    cell: (file) =>
      !file.endedAt && (
        <PostButton
          isSmall
          action={filePath(license, file.uid)}
          label={t.revokeOf({ device: file.fingerprint ?? t.anyDevice })}
        >
          {t.revoke}
        </PostButton>
      ),
  };
  const next = files.next === null ? undefined : withQuery(verbPath(license, 'files'), { after: files.next });
  return (
    <>
      <Table label={t.issued} rows={files.rows} columns={canWrite ? [...columns, revoke] : columns} />
      <Pager text={t.range({ count: files.rows.length })} nextHref={next} />
    </>
  );
}

export function DeviceOf({ fingerprint }: Pick<LicenseFile, 'fingerprint'>): VNode {
  return fingerprint === null ? <span>{texts('licenseFiles').anyDevice}</span> : <Key value={fingerprint} isCut />;
}

function FileState({ file: { endedAt, expiresAt } }: { readonly file: LicenseFile }): VNode {
  const t = texts('licenseFiles');
  if (endedAt) {
    return (
      <Badge tone="bad" icon="circle-x">
        {t.revoked}
      </Badge>
    );
  }
  return expiresAt <= viewer().now ? (
    <Badge tone="warn" icon="clock">
      {t.ended}
    </Badge>
  ) : (
    <Badge tone="ok" icon="circle-check">
      {t.counts}
    </Badge>
  );
}

interface FormProps {
  readonly license: string;
  readonly form: FormState;
}

/** For a code, a known device or any device. */
function IssueForm({ license, form }: FormProps): VNode {
  const t = texts('licenseFiles');
  return (
    <Form action={verbPath(license, 'files')}>
      <FormGroup id="request" title={t.request} note={t.requestNote}>
        <TextArea form={form} name="request" label={t.code} hint={t.codeHint} isOptional />
        <TextField form={form} name="machine_name" label={t.name} isOptional />
      </FormGroup>
      <FormGroup id="direct" title={t.direct} note={t.directNote}>
        <TextField form={form} name="hardware_id" label={t.fingerprint} hint={t.fingerprintHint} isOptional isMono />
      </FormGroup>
      <FormGroup id="terms" title={t.file}>
        <FieldRow>
          <TextField form={form} name="ttl_days" label={t.days} type="number" hint={t.daysHint} isOptional />
        </FieldRow>
        <Checkbox form={form} name="encrypted" label={t.encrypted} />
        <div class="actions">
          <Button look="primary" icon="file-key">
            {t.issueForRequest}
          </Button>
        </div>
      </FormGroup>
    </Form>
  );
}

function ReleaseForm({ license, form }: FormProps): VNode {
  const t = texts('licenseFiles');
  return (
    <Form action={verbPath(license, 'release')}>
      <FormGroup id="release" title={t.release} note={t.releaseNote}>
        <TextArea form={form} name="code" label={t.releaseCode} hint={t.releaseHint} />
        <div class="actions">
          <Button icon="unlink">{t.releaseVerb}</Button>
        </div>
      </FormGroup>
    </Form>
  );
}
