import type { VNode } from 'preact';
import { formatDate, formatNumber, texts, viewer } from '../../../core/i18n';
import type { License } from '../../../core/licenses';
import { Button, ButtonLink } from '../../../pages/components/button';
import { TextArea } from '../../../pages/components/fields';
import { ErrorSummary } from '../../../pages/components/form';
import { Icon } from '../../../pages/components/icon';
import { PostForm } from '../../../pages/components/post-form';
import { DescriptionList } from '../../../pages/components/text';
import type { FormState } from '../../../pages/kit/form-state';
import { Page } from '../../../pages/kit/page';
import { Card, PortalHead, StateLine, type Tone } from '../../portal/frame/portal-parts';
import { licensePath } from '../../portal/licenses/license-words';
import type { OwnedLicense } from '../../portal/licenses/portal-licenses.service';
import type { ReceivedReport } from '../received-report.entity';
import type { Relay, RelayStatus } from '../relay.entity';
import { gapsText, poolText } from '../relay-words';
import { REPORT_FILE } from '../uploaded-report';
import type { ReportedRelay } from './portal-relays.service';

const TONES = { active: 'ok', released: 'neutral', ended: 'neutral' } as const satisfies Record<RelayStatus, Tone>;

export const relaysPath = (license: string): string => `${licensePath(license)}/relays`;
export const reportsPath = (license: string): string => `${relaysPath(license)}/reports`;

interface RelaysCardProps {
  readonly license: License;
  readonly relays: readonly ReportedRelay[];
}

/** The relays of a license, on the page of the license. */
export function RelaysCard({ license, relays }: RelaysCardProps): VNode {
  const t = texts('portalRelays');
  return (
    <Card id="relays" title={t.title} lead={t.lead}>
      <ul class="portal-rows">
        {relays.map(({ relay, newest }) => (
          <li key={relay.uid}>
            <Icon name="server" />
            <div class="portal-row-text">
              <p>{relay.name}</p>
              <p class="portal-hint">
                {[poolText(relay.pool), stateText(relay), newest && lastText(newest)].filter(Boolean).join(' · ')}
              </p>
            </div>
          </li>
        ))}
      </ul>
      <p class="portal-buttons">
        <ButtonLink href={relaysPath(license.uid)} text={t.open} />
      </p>
    </Card>
  );
}

interface RelaysPageData {
  readonly owned: OwnedLicense;
  readonly relays: readonly ReportedRelay[];
  readonly form: FormState;
}

export function portalRelaysPage({ owned: { license, product }, relays, form }: RelaysPageData): Page {
  const t = texts('portalRelays');
  const body = (
    <>
      <PortalHead title={t.title} lead={t.lead} back={{ path: licensePath(license.uid), title: product.name }} />
      <ErrorSummary form={form} title={texts('portalLicense').notDone} />
      {relays.length === 0 && <p class="portal-none">{t.none}</p>}
      {relays.map((one) => (
        <RelayCard key={one.relay.uid} {...one} />
      ))}
      {relays.length > 0 && <ReportCard license={license} form={form} />}
    </>
  );
  return new Page({ title: t.title, body });
}

function RelayCard({ relay, newest, gaps }: ReportedRelay): VNode {
  const t = texts('portalRelays');
  return (
    <Card id={`relay-${relay.uid}`} title={relay.name}>
      <StateLine tone={TONES[relay.statusAt(viewer().now)]}>{stateText(relay)}</StateLine>
      {gaps.length > 0 && <StateLine tone="warn">{t.missing({ list: gapsText(gaps) })}</StateLine>}
      <DescriptionList
        items={[
          { term: t.pool, value: poolText(relay.pool) },
          { term: t.lastReport, value: newest ? lastText(newest) : t.noReport },
          ...(newest ? [{ term: t.use, value: useText(newest) }] : []),
        ]}
      />
    </Card>
  );
}

function ReportCard({ license, form }: { readonly license: License; readonly form: FormState }): VNode {
  const t = texts('portalRelays');
  return (
    <Card id="report" title={t.send} lead={t.sendLead}>
      <PostForm class="portal-form" action={reportsPath(license.uid)} encType="multipart/form-data">
        <div class="field">
          <label for="report-file">{t.file}</label>
          <input class="input input-file" id="report-file" type="file" name={REPORT_FILE} />
        </div>
        <TextArea form={form} name="report" label={texts('relays').reportText} rows={3} />
        <Button icon="upload" text={t.send} />
      </PostForm>
    </Card>
  );
}

function stateText(relay: Relay): string {
  const t = texts('portalRelays');
  const status = relay.statusAt(viewer().now);
  return t.states[status]({ date: formatDate(relay.releasedAt ?? relay.expiresAt) });
}

function lastText({ seq, toAt }: ReceivedReport): string {
  return texts('portalRelays').last({ seq: formatNumber(seq), date: formatDate(toAt) });
}

/** Sessions that the relay counted since the report before. */
function useText({ usage: { sessions } }: ReceivedReport): string | null {
  return sessions
    ? texts('portalRelays').used({ peak: sessions.peak, refused: sessions.refused, minutes: sessions.minutes_full })
    : null;
}
