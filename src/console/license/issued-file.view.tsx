import type { VNode } from 'preact';
import type { IssuedLicenseFile } from '../../verification/license-files/write-license-file.service';
import type { LicenseFile } from '../../licenses/license-files/license-file.entity';
import type { License } from '../../licenses/licenses/license.entity';
import { ButtonLink } from '../components/button';
import { detailPage } from '../components/detail-page';
import { Section } from '../components/page-parts';
import { MAX_QR, QrCode } from '../components/qr-code';
import { Code, DescriptionList, Key, Time } from '../components/text';
import { Page } from '../kit/page';
import { texts } from '../../i18n/texts';
import { crumbsOf, verbPath } from './license-paths';

/** The text is shown once: it is not stored. */
export function issuedFilePage(license: License, { file, text }: IssuedLicenseFile): Page {
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
        <ButtonLink href={files}>{t.back}</ButtonLink>
        <ButtonLink look="primary" icon="download" href={dataUrl(text)} download={`${file.uid}.lic`}>
          {t.download}
        </ButtonLink>
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

export function DeviceOf({ fingerprint }: Pick<LicenseFile, 'fingerprint'>): VNode {
  return fingerprint === null ? <span>{texts('licenseFiles').anyDevice}</span> : <Key value={fingerprint} isCut />;
}
