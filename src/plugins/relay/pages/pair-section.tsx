import type { VNode } from 'preact';
import { formatNumber, texts } from '../../../core/i18n';
import { Banner } from '../../../pages/components/banner';
import { Section } from '../../../pages/components/page-parts';
import { Figures } from '../../../pages/components/text';
import type { PairOverview } from '../pair/pair-overview';
import { TAKE_OVER_PATH } from './relay-paths';

/** Shown above everything else while the relay gives no seats. */
export function IsolatedBanner({ mayServe }: PairOverview): VNode | null {
  const t = texts('relay');
  return mayServe ? null : (
    <Banner tone="bad" title={t.isolated} isAlert>
      {t.isolatedText}
    </Banner>
  );
}

/** State of a pair: shares, last contacts, and how long a take-over takes. */
export function PairSection(pair: PairOverview): VNode {
  const t = texts('relay');
  const { share, pool, partnerSeen, witnessSeen, hasWitness, hasMet, isTakenOver } = pair;
  const of = texts('components').ofLimit({
    used: formatNumber(share.sessions),
    limit: formatNumber(pool.sessions),
  });
  const items = [
    { label: t.share, value: of, of: isTakenOver ? t.shareTakenOver : t.shareOf },
    { label: t.partner, value: seen(partnerSeen), of: t.seenOf },
    { label: t.witness, value: hasWitness ? seen(witnessSeen) : t.none, of: hasWitness ? t.seenOf : t.withoutWitness },
    { label: t.longestWait, value: t.secondsOf({ seconds: formatNumber(pair.longestWait) }), of: t.longestWaitOf },
  ];
  const action = hasMet && !isTakenOver ? <a href={TAKE_OVER_PATH}>{t.takeOver}</a> : undefined;
  return (
    <Section id="pair" title={t.pair} note={noteOf(pair)} action={action}>
      <Figures items={items} />
    </Section>
  );
}

function noteOf({ isSecond, hasPartnerUrl, hasMet, takeOverIn, borrowed }: PairOverview): string {
  const t = texts('relay');
  if (isSecond && !hasMet) {
    return hasPartnerUrl ? t.waitsForFirst : t.needsPartner;
  }
  if (takeOverIn !== undefined) {
    return t.takesOver({ seconds: formatNumber(Math.ceil(takeOverIn)) });
  }
  return borrowed > 0 ? t.leavesBorrowed({ count: borrowed }) : t.pairNote;
}

function seen(seconds: number | undefined): string {
  const t = texts('relay');
  return seconds === undefined ? t.notSeen : t.secondsAgo({ seconds: formatNumber(seconds) });
}
