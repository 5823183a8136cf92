import { Get, Param, Post, Query } from '@nestjs/common';
import type { VNode } from 'preact';
import { Authorized, type FormValues, UuidPipe } from '../../../core/common';
import { currentCaller, isPermitted, Permission } from '../../../core/identity';
import { LicenseFilesService, type LicenseWithUsage } from '../../../core/licensing';
import type { License, LicenseFile } from '../../../core/licenses';
import { type IssuedLicenseFile } from '../../../core/verification';
import { IssueLicenseFileDto, ReleaseOfflineDeviceDto } from '../../../core/verification/internal';
import { texts, viewer } from '../../../core/i18n';
import { Badge } from '../../../pages/components/badge';
import { Button, ButtonLink, PostButton } from '../../../pages/components/button';
import { detailPage } from '../../../pages/components/detail-page';
import { FieldGroups } from '../../../pages/components/field-groups';
import { ErrorSummary, Form } from '../../../pages/components/form';
import { Rows } from '../../../pages/components/list-page';
import { trailPages } from '../../../pages/components/list-pages';
import { Section } from '../../../pages/components/page-parts';
import { MAX_QR, QrCode } from '../../../pages/components/qr-code';
import type { Column } from '../../../pages/components/table';
import { Code, DescriptionList, Key, Time } from '../../../pages/components/text';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { type CursorFields, CursorPageDto } from '../../../pages/kit/cursor-page';
import { FormState } from '../../../pages/kit/form-state';
import { type FormGroups, labeled } from '../../../pages/kit/form-table';
import { Page, SeeOther } from '../../../pages/kit/page';
import { FormBody } from '../../../pages/kit/parameters';
import { submitFields } from '../../../pages/kit/submit-form';
import { licensePath } from '../../../pages/kit/record-paths';
import { crumbsOf, filePath, placeOf, verbPath } from './license-paths';
import { nameOf } from './license-seats.view';
import { PathLicense, pageOrError } from './path-license';

const FILES_PER_PAGE = 20;

/** License files, and computers without network. */
@ConsoleController('license/edit/:id')
export class LicenseFilesController {
  constructor(private readonly files: LicenseFilesService) {}

  @Get('files')
  @Authorized(Permission.LicensesRead)
  showFiles(@PathLicense() { license }: LicenseWithUsage, @Query() place: CursorPageDto): Promise<Page> {
    return this.page(license, FormState.empty(), place);
  }

  /** Answers with the file: its text is not stored, so that no other page could show it. */
  @Post('files')
  @Authorized(Permission.LicensesWrite)
  issueFile(@PathLicense() { license }: LicenseWithUsage, @FormBody() body: FormValues): Promise<Page | SeeOther> {
    const { uid } = license;
    return submitFields({
      body,
      groups: issueGroups(),
      texts: texts('licenseFiles'),
      input: IssueLicenseFileDto,
      submit: (input) =>
        pageOrError(verbPath(uid, 'files'), async () =>
          issuedFilePage(license, await this.files.issue(uid, IssueLicenseFileDto.toOrder(input))),
        ),
      show: (form) => this.page(license, form),
    });
  }

  @Post('files/:file/revoke')
  @Authorized(Permission.LicensesWrite)
  async revokeFile(
    @PathLicense() { license: { uid } }: LicenseWithUsage,
    @Param('file', UuidPipe) file: string,
  ): Promise<SeeOther> {
    await this.files.revoke(uid, file);
    return SeeOther.done(verbPath(uid, 'files'), texts('licenseFiles').isRevoked);
  }

  @Post('release')
  @Authorized(Permission.LicensesWrite)
  releaseDevice(@PathLicense() { license }: LicenseWithUsage, @FormBody() body: FormValues): Promise<Page | SeeOther> {
    const t = texts('licenseFiles');
    return submitFields({
      body,
      groups: releaseGroups(),
      texts: t,
      input: ReleaseOfflineDeviceDto,
      messages: { ALREADY_RELEASED: t.alreadyReleased },
      submit: async ({ code }) => {
        const device = await this.files.release(license.uid, code);
        return SeeOther.done(licensePath(license.uid), t.released({ device: nameOf(device) }));
      },
      show: (form) => this.page(license, form),
    });
  }

  private async page(license: License, form: FormState, place: CursorFields = {}): Promise<Page> {
    const t = texts('licenseFiles');
    const { uid, behavior } = license;
    const { rows, next } = await this.files.list(uid, { limit: FILES_PER_PAGE, after: place.after });
    const canWrite = isPermitted(currentCaller(), Permission.LicensesWrite);
    const { crumbs, action } = placeOf(license, 'files');
    return detailPage({
      title: t.title,
      width: 'form',
      crumbs,
      lead: `${t.lead} ${t.offline({ days: behavior.offlineDays })}`,
      above: <ErrorSummary form={form} title={t.notDone} />,
      main: (
        <>
          <Section id="issued" title={t.issued}>
            {rows.length === 0 ? (
              <p class="unset">{t.none}</p>
            ) : (
              <Rows
                title={t.issued}
                rows={rows}
                columns={columnsOf(uid, canWrite)}
                order={texts('lists').newestFirst}
                path={action}
                query={{}}
                pages={trailPages(place, next, FILES_PER_PAGE)}
              />
            )}
          </Section>
          {canWrite && (
            <div class="section">
              <Form action={action}>
                <FieldGroups form={form} groups={labeled(issueGroups(), t)} />
              </Form>
              <Form action={verbPath(uid, 'release')}>
                <FieldGroups form={form} groups={labeled(releaseGroups(), t)} />
              </Form>
            </div>
          )}
        </>
      ),
    });
  }
}

/** For a code, a known device or any device. */
function issueGroups(): FormGroups {
  const t = texts('licenseFiles');
  const missing = { empty: 'missing', isOptional: true } as const;
  const verb = () => (
    <div class="actions">
      <Button look="primary" icon="file-key" text={t.issueForRequest} />
    </div>
  );
  return [
    {
      id: 'request',
      rows: [
        { name: 'request', kind: 'area', textKey: 'code', isOptional: true, read: (text) => text.trim() || undefined },
        { name: 'machine_name', textKey: 'name', ...missing },
      ],
    },
    { id: 'direct', rows: [{ name: 'hardware_id', textKey: 'fingerprint', isMono: true, ...missing }] },
    {
      id: 'terms',
      title: t.file,
      rows: [
        [{ name: 'ttl_days', kind: 'number', textKey: 'days', ...missing, read: Number }],
        { name: 'encrypted', kind: 'flag' },
        verb,
      ],
    },
  ];
}

function releaseGroups(): FormGroups {
  const t = texts('licenseFiles');
  const verb = () => (
    <div class="actions">
      <Button icon="unlink" text={t.releaseVerb} />
    </div>
  );
  return [{ id: 'release', rows: [{ name: 'code', kind: 'area', textKey: 'releaseCode' }, verb] }];
}

/** @param license uid */
function columnsOf(license: string, canWrite: boolean): (Column<LicenseFile> | false)[] {
  const t = texts('licenseFiles');
  return [
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
    canWrite && {
      head: t.action,
      isRight: true,
      onCard: 'right',
      cell: ({ uid, endedAt, fingerprint }) =>
        !endedAt && (
          <PostButton
            isSmall
            action={filePath(license, uid)}
            label={t.revokeOf({ device: fingerprint ?? t.anyDevice })}
            text={t.revoke}
          />
        ),
    },
  ];
}

function FileState({ file: { endedAt, expiresAt } }: { readonly file: LicenseFile }): VNode {
  const t = texts('licenseFiles');
  const [tone, icon, title] = endedAt
    ? (['bad', 'circle-x', t.revoked] as const)
    : expiresAt <= viewer().now
      ? (['warn', 'clock', t.ended] as const)
      : (['ok', 'circle-check', t.counts] as const);
  return <Badge tone={tone} icon={icon} text={title} />;
}

/** The text is shown once: it is not stored. */
function issuedFilePage(license: License, { file, text }: IssuedLicenseFile): Page {
  const t = texts('licenseFiles');
  const files = verbPath(license.uid, 'files');
  const crumbs = [...crumbsOf(license), { title: t.title, href: files }];
  const { content, status } = detailPage({
    title: t.file,
    width: 'confirmation',
    crumbs,
    lead: t.fileLead,
    actions: (
      <>
        <ButtonLink href={files} text={t.back} />
        <ButtonLink
          look="primary"
          icon="download"
          href={dataUrl(text)}
          download={`${file.uid}.lic`}
          text={t.download}
        />
      </>
    ),
    main: (
      <>
        <Code label={t.file} text={text} />
        <Section id="about" title={t.about}>
          <DescriptionList
            items={[
              { term: t.device, value: <DeviceOf fingerprint={file.fingerprint} /> },
              { term: t.ends, value: <Time at={file.expiresAt} /> },
            ]}
          />
        </Section>
        <Section id="qr" title={t.asQr}>
          {text.length > MAX_QR ? (
            <p class="hint">{t.tooLongForQr}</p>
          ) : (
            <QrCode text={text} label={t.qrLabel} isLong />
          )}
        </Section>
      </>
    ),
  });
  return new Page(content, status, { 'cache-control': 'no-store' });
}

function dataUrl(text: string): string {
  return `data:application/octet-stream;base64,${Buffer.from(text).toString('base64')}`;
}

function DeviceOf({ fingerprint }: Pick<LicenseFile, 'fingerprint'>): VNode {
  return fingerprint === null ? <span>{texts('licenseFiles').anyDevice}</span> : <Key value={fingerprint} isCut />;
}
