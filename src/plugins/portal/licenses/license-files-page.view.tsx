import type { VNode } from 'preact';
import { formatDate, texts } from '../../../core/i18n';
import type { BatchedFile, BatchError } from '../../../core/licensing';
import { Button } from '../../../pages/components/button';
import { TextArea } from '../../../pages/components/fields';
import { ErrorSummary } from '../../../pages/components/form';
import { Icon } from '../../../pages/components/icon';
import { PostForm } from '../../../pages/components/post-form';
import type { FormState } from '../../../pages/kit/form-state';
import { Page } from '../../../pages/kit/page';
import { Card, PortalHead } from '../frame/portal-parts';
import { licensePath } from './license-words';
import type { OwnedLicense } from './portal-licenses.service';

export const filesPath = (license: string): string => `${licensePath(license)}/files`;

/** Forms for the files of many computers. */
export function filesPage({ license, product }: OwnedLicense, form: FormState): Page {
  const t = texts('portalFiles');
  const path = filesPath(license.uid);
  const body = (
    <>
      <PortalHead title={t.title} back={{ path: licensePath(license.uid), title: product.name }} />
      <ErrorSummary form={form} title={texts('portalLicense').notDone} />
      <Card id="requests" title={t.requests} lead={t.requestsLead}>
        <PostForm class="portal-form" action={`${path}/requests`} encType="multipart/form-data">
          <div class="field">
            <label for="requests-file">{t.file}</label>
            <input class="input input-file" id="requests-file" type="file" name="file" accept=".csv,.txt,text/*" />
          </div>
          <TextArea form={form} name="requests" label={t.text} rows={4} />
          <Button icon="file-key" text={t.issue} />
        </PostForm>
      </Card>
      <Card id="renewals" title={t.renewals} lead={t.renewalsLead}>
        <PostForm class="portal-form" action={`${path}/renewals`}>
          <Button icon="refresh-cw" text={t.renew} />
        </PostForm>
      </Card>
    </>
  );
  return new Page({ title: t.title, body });
}

/** Files that are not stored: they are downloaded from the page itself. */
export function issuedFilesPage(
  { license, product }: OwnedLicense,
  results: readonly BatchedFile[],
  zip: Buffer,
  messageOf: (error: BatchError) => string,
): Page {
  const t = texts('portalFiles');
  const refused = results.filter(({ error }) => error !== undefined);
  const title = t.ready({ count: results.length - refused.length });
  const body = (
    <>
      <PortalHead title={title} lead={t.readyLead} back={{ path: filesPath(license.uid), title: t.title }} />
      <Card id="files" title={product.name}>
        {results.length === 0 && <p class="portal-none">{t.none}</p>}
        {results.length > 0 && (
          <p class="portal-buttons">
            <a
              class="btn btn-primary"
              download={`${license.uid}.zip`}
              href={`data:application/zip;base64,${zip.toString('base64')}`}
            >
              {t.download}
            </a>
          </p>
        )}
        <ul class="portal-rows">
          {results.map((result) => (
            <ResultRow key={result.line} result={result} messageOf={messageOf} />
          ))}
        </ul>
      </Card>
    </>
  );
  return new Page({ title, body }, 200, { 'cache-control': 'no-store' });
}

interface ResultRowProps {
  readonly result: BatchedFile;
  readonly messageOf: (error: BatchError) => string;
}

function ResultRow({ result: { line, deviceName, fingerprint, error, expiresAt }, messageOf }: ResultRowProps): VNode {
  const t = texts('portalFiles');
  return (
    <li>
      <Icon name={error ? 'octagon-alert' : 'circle-check'} />
      <div class="portal-row-text">
        <p>{deviceName ?? fingerprint ?? t.line({ line })}</p>
        <p class="portal-hint">
          {error ? messageOf(error) : expiresAt && texts('portalLicense').fileRuns({ date: formatDate(expiresAt) })}
        </p>
      </div>
    </li>
  );
}
