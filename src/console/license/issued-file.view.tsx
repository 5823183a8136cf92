import type { IssuedLicenseFile } from '../../verification/license-files/write-license-file.service';
import type { License } from '../../licenses/licenses/license.entity';
import { ButtonLink } from '../components/button';
import { Icon } from '../components/icon';
import { PageHeader, Section } from '../components/page-parts';
import { MAX_QR, QrCode } from '../components/qr-code';
import { Code, DescriptionList, Time } from '../components/text';
import { Page } from '../kit/page';
import { texts } from '../../i18n/texts';
import { crumbsOf } from './license-confirmation.view';
import { DeviceOf } from './license-files.view';
import { verbPath } from './license-paths';

/** The text is shown once: it is not stored. */
export function issuedFilePage({ uid, key }: License, { file, text }: IssuedLicenseFile): Page {
  const t = texts('licenseFiles');
  const crumbs = [...crumbsOf(uid, key), { title: t.title, href: verbPath(uid, 'files') }];
  const body = (
    <>
      <PageHeader
        title={t.file}
        crumbs={crumbs}
        lead={t.fileLead}
        actions={
          <>
            <ButtonLink href={verbPath(uid, 'files')}>{t.back}</ButtonLink>
            <a class="btn btn-primary" href={dataUrl(text)} download={`${file.uid}.lic`}>
              <Icon name="download" />
              <span>{t.download}</span>
            </a>
          </>
        }
      />
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
        {text.length > MAX_QR ? <p class="hint">{t.tooLongForQr}</p> : <QrCode text={text} label={t.qrLabel} isLong />}
      </Section>
    </>
  );
  return new Page({ title: t.file, width: 'confirmation', body }, 200, { 'cache-control': 'no-store' });
}

function dataUrl(text: string): string {
  return `data:application/octet-stream;base64,${Buffer.from(text).toString('base64')}`;
}
