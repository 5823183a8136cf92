import { Page } from '../../../pages/kit/page';
import { formatDate, texts } from '../../../core/i18n';
import type { IssuedLicenseFile } from '../../../core/verification';
import { Card, PortalHead } from '../frame/portal-parts';
import { licensePath } from './license-words';
import type { OwnedLicense } from './portal-licenses.service';

/** A license file, which is not stored: it is downloaded from the page itself. */
export function offlineFilePage({ license, product }: OwnedLicense, { file, text }: IssuedLicenseFile): Page {
  const t = texts('portalLicense');
  const back = { path: licensePath(license.uid), title: product.name };
  const body = (
    <>
      <PortalHead title={t.fileReady} lead={t.fileRuns({ date: formatDate(file.expiresAt) })} back={back} />
      <Card id="file" title={product.name} lead={t.fileLead}>
        <p>
          <a
            class="btn btn-primary"
            download={`${license.uid}.lic`}
            href={`data:text/plain;base64,${Buffer.from(text).toString('base64')}`}
          >
            {t.downloadFile}
          </a>
        </p>
        <pre class="portal-file" tabIndex={0} role="region" aria-label={t.fileText}>
          {text}
        </pre>
      </Card>
    </>
  );
  return new Page({ title: t.fileReady, body });
}
