import { texts } from '../../../core/i18n';
import type { License } from '../../../core/licenses';
import { type IssuedLicenseFile } from '../../../core/verification';
import { ButtonLink } from '../../../pages/components/button';
import { detailPage } from '../../../pages/components/detail-page';
import { Section } from '../../../pages/components/page-parts';
import { MAX_QR, QrCode } from '../../../pages/components/qr-code';
import { Code, DescriptionList, Time } from '../../../pages/components/text';
import { Page } from '../../../pages/kit/page';
import { DeviceOf } from './license-files.view';
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
