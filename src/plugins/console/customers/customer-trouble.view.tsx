import type { ComponentChildren, VNode } from 'preact';
import { ENDING_DAYS } from './customer-figures.service';
import { formatAge, formatTime, texts } from '../../../core/i18n';
import { currentCaller, isPermitted, Permission } from '../../../core/identity';
import { Banner } from '../../../pages/components/banner';
import { ButtonLink, PostButton } from '../../../pages/components/button';
import { withQuery } from '../../../pages/components/filters';
import { VerdictView } from '../../../pages/components/verdict';
import { licensePath } from '../../../pages/kit/record-paths';
import { devicePath, explainPath, shortKey, verbPath } from '../license/license-paths';
import { nameOf } from '../license/license-seats.view';
import type { CustomerPageData } from './customer-page.service';
import { tabPath } from './customer-paths';
import type { CustomerTrouble } from './customer-trouble.service';
import { refusalText } from './refusal-text';

/** Says which device is refused, why, and what helps. Nothing if all is well. */
export function TroubleBanner({ customer, trouble, figures, query }: CustomerPageData): VNode | null {
  if (!trouble) {
    return null;
  }
  const t = texts('customer');
  const { refusal, times } = trouble;
  const back = tabPath(customer.uid, query.tab ?? 'licenses');
  return (
    <Banner
      tone="warn"
      id="trouble"
      title={t.trouble({ device: deviceOf(trouble), times, ending: figures.ending, days: ENDING_DAYS })}
      action={<Help trouble={trouble} back={back} />}
    >
      <p>
        <VerdictView code={refusal.outcome} /> <Reason {...trouble} />
      </p>
    </Banner>
  );
}

function deviceOf({ refusal: { deviceName, fingerprint } }: CustomerTrouble): string | null {
  return deviceName ?? fingerprint;
}

function Reason(trouble: CustomerTrouble): VNode {
  const t = texts('customer');
  const { license, refusal, holder } = trouble;
  const key = <a href={licensePath(license.uid)}>{shortKey(license.key)}</a>;
  const at = formatTime(refusal.at);
  return (
    <>
      {t.askedFor({ license: key, at, reason: refusalText(refusal.outcome) })}{' '}
      {holder && t.holder({ device: nameOf(holder), age: formatAge(holder.lastSeenAt) })}
    </>
  );
}

interface HelpProps {
  readonly trouble: CustomerTrouble;
  readonly back: string;
}

/** The one action that helps, as far as the viewer may take it. */
function Help({ trouble: { license, refusal, holder }, back }: HelpProps): ComponentChildren {
  const t = texts('customer');
  const canWrite = isPermitted(currentCaller(), Permission.LicensesWrite);
  if (holder && isPermitted(currentCaller(), Permission.ActivationsWrite)) {
    const action = withQuery(devicePath(license.uid, holder.uid, 'free'), { back });
    return <PostButton icon="unlink" action={action} text={t.freeThatSeat} />;
  }
  if (refusal.outcome === 'SEATS_EXHAUSTED' && canWrite) {
    return <ButtonLink icon="pencil" href={verbPath(license.uid, 'change')} text={t.changeSeats} />;
  }
  if (refusal.outcome === 'EXPIRED' && canWrite) {
    return <ButtonLink icon="calendar-plus" href={verbPath(license.uid, 'extend')} text={t.extend} />;
  }
  const href = explainPath(license.key, refusal.fingerprint ?? undefined);
  return <ButtonLink icon="circle-help" href={href} text={t.explainIt} />;
}
