import type { VNode } from 'preact';
import type { LoggedVerdict } from '../../licensing/verifications/verdict-log.service';
import { DescriptionList, Key } from '../components/text';
import { Page } from '../kit/page';
import { texts } from '../../i18n/texts';
import { explainPath, logPath } from './audit-paths';
import { Verdict } from './audit-table.view';
import { RecordHeader } from './record.view';
import { subjectPath } from './subjects';

/** A row of the log of license checks. */
export function verdictPage(verdict: LoggedVerdict): Page {
  const t = texts('audit');
  const { outcome, operation, key, fingerprint, ip, dialect, appVersion, userAgent } = verdict;
  const body = (
    <>
      <RecordHeader title={outcome} record={verdict} crumb={{ title: t.logs.verdicts, href: logPath('verdicts') }} />
      <DescriptionList
        items={[
          { term: t.filters.code, value: <Verdict code={outcome} href={explainPath(key, fingerprint)} /> },
          { term: t.operation, value: t.operations[operation] },
          { term: t.filters.key, value: <Key value={key} /> },
          { term: t.license, value: <License {...verdict} /> },
          { term: t.device, value: fingerprint && <Key value={fingerprint} /> },
          { term: t.api, value: dialect },
          { term: t.filters.address, value: ip },
          { term: t.version, value: appVersion },
          { term: t.program, value: userAgent },
        ]}
      />
      <p class="section-more">
        <a href={explainPath(key, fingerprint)}>{t.explain}</a>
        {' · '}
        <a href={logPath('verdicts', { key })}>{t.sameKey}</a>
        {ip !== null && (
          <>
            {' · '}
            <a href={logPath('verdicts', { address: ip })}>{t.sameAddress}</a>
          </>
        )}
      </p>
    </>
  );
  return new Page({ title: outcome, width: 'form', body });
}

function License({ licenseId, licenseUid, key }: LoggedVerdict): VNode {
  const t = texts('audit');
  if (licenseUid === null) {
    return <span class="unset">{licenseId === null ? t.unknownLicense : t.deletedLicense}</span>;
  }
  return <a href={subjectPath('licenses', licenseUid)}>{key}</a>;
}
