import { Authorized } from '../../../core/common';
import { texts } from '../../../core/i18n';
import { LicensesService } from '../../../core/licensing';
import type { Choice } from '../../../pages/components/fields';
import { EditForm } from '../../../pages/components/form-page';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { FormRoute } from '../../../pages/kit/form-route';
import type { FormGroups } from '../../../pages/kit/form-table';
import { SeeOther } from '../../../pages/kit/page';
import { Id } from '../../../pages/kit/parameters';
import { EndRelayQueryDto, IssueRelayDto, RenewRelayDto } from '../dto/relay.dto';
import { RELAY_KINDS, type Relay } from '../relay.entity';
import { RelaysService } from '../relays.service';
import { crumbsOf, endPath, issuePath, ofLicensePath, relayPath, renewPath } from './relay-paths';
import { relayFilePage } from './relay.view';

const METER = 'pool.meters.';
const WHOLE = /^\d{1,9}$/;
const OPTIONAL = { isOptional: true, empty: 'missing' } as const;

/** Issues, renews and ends relays. */
@ConsoleController('console/relays')
@Authorized('licenses:write')
export class RelayFormsController {
  constructor(
    private readonly relays: RelaysService,
    private readonly licenses: LicensesService,
  ) {}

  /** Answers with the file: its text is not stored, so that no other page could show it. */
  @FormRoute('licenses/:id/issue')
  async issueRelay(@Id() id: string): Promise<EditForm<IssueRelayDto>> {
    const t = texts('relays');
    const { license } = await this.licenses.get(id);
    return new EditForm({
      title: t.issue,
      lead: t.issueLead,
      crumbs: crumbsOf(license),
      action: issuePath(id),
      groups: groups(Object.keys(license.effectiveGrants.meters ?? {}), await this.relays.withoutPartner(license.id)),
      texts: t,
      verb: t.issue,
      cancel: ofLicensePath(id),
      input: IssueRelayDto,
      inputOf: toInput,
      submit: async (input) => relayFilePage(await this.relays.issue(id, IssueRelayDto.toRelay(input))),
    });
  }

  @FormRoute(':id/renew')
  async renewRelay(@Id() id: string): Promise<EditForm<RenewRelayDto>> {
    const t = texts('relays');
    const relay = await this.relays.get(id);
    const license = relay.license?.uid ?? '';
    return new EditForm({
      title: t.renewTitle({ name: relay.name }),
      lead: t.renewLead,
      crumbs: relay.license ? crumbsOf(relay.license) : [],
      action: renewPath(id),
      groups: [{ rows: [{ name: 'expires_at', kind: 'date', textKey: 'until', hint: t.renewUntilHint, ...OPTIONAL }] }],
      texts: t,
      verb: t.renew,
      cancel: relayPath(id),
      input: RenewRelayDto,
      submit: async ({ expires_at }) => relayFilePage(await this.relays.renew(license, id, expires_at)),
    });
  }

  @FormRoute(':id/end')
  async endRelay(@Id() id: string): Promise<EditForm<EndRelayQueryDto>> {
    const t = texts('relays');
    const relay = await this.relays.get(id);
    return new EditForm({
      title: t.endTitle({ name: relay.name }),
      lead: t.endLead,
      crumbs: relay.license ? crumbsOf(relay.license) : [],
      action: endPath(id),
      groups: [{ rows: [{ name: 'release_code', kind: 'area', read: codeOf, ...OPTIONAL }] }],
      texts: t,
      verb: t.end,
      isDangerous: true,
      cancel: relayPath(id),
      input: EndRelayQueryDto,
      submit: async ({ release_code }) => {
        await this.relays.end(relay.license?.uid ?? '', id, release_code);
        return SeeOther.done(relayPath(id), release_code === undefined ? t.renewalsStopped : t.released);
      },
    });
  }
}

const kinds = (): Choice[] =>
  RELAY_KINDS.map((value) => ({ value, title: texts('relays').kinds[value], note: texts('relays').kindNotes[value] }));

const codeOf = (text: string): string | undefined => text.trim() || undefined;

/**
 * A field for each meter of the license, of which a pool has few.
 * @param alone relays that can get a partner
 */
function groups(meters: readonly string[], alone: readonly Relay[]): FormGroups {
  const t = texts('relays');
  const partners = [{ value: '', title: t.noPartner }, ...alone.map(({ uid, name }) => ({ value: uid, title: name }))];
  return [
    {
      rows: [
        { name: 'name', hasFocus: true },
        { name: 'kind', kind: 'radios', choices: kinds(), value: 'relay', empty: 'missing' },
        { name: 'request', kind: 'area', read: codeOf, ...OPTIONAL },
        ...(alone.length === 0
          ? []
          : [{ name: 'partner_of', kind: 'select', choices: partners, empty: 'missing' } as const]),
      ],
    },
    {
      id: 'pool',
      rows: [
        [
          { name: 'pool.sessions', textKey: 'sessions', kind: 'number', hint: t.limitHint, ...OPTIONAL },
          { name: 'pool.activations', textKey: 'activations', kind: 'number', hint: t.limitHint, ...OPTIONAL },
        ],
        ...meters.map((code) => ({ name: `${METER}${code}`, label: code, ...OPTIONAL })),
      ],
    },
    {
      id: 'term',
      rows: [
        { name: 'expires_at', kind: 'date', textKey: 'until' },
        { name: 'report_hours', kind: 'number', ...OPTIONAL },
      ],
    },
  ];
}

/** The fields of the form as the API takes them. */
function toInput(fields: object): object {
  const sent = Object.entries<unknown>({ ...fields });
  const meters = sent.flatMap(([name, amount]) => (name.startsWith(METER) ? meterIn(name, amount) : []));
  const { 'pool.sessions': sessions, 'pool.activations': activations }: Record<string, unknown> = { ...fields };
  const rest = sent.filter(([name]) => !name.startsWith('pool.'));
  const pool = { sessions, activations, ...(meters.length > 0 && { meters: Object.fromEntries(meters) }) };
  return { ...Object.fromEntries(rest), pool };
}

/** A whole number or, of a credit, a decimal text. */
function meterIn(name: string, amount: unknown): [string, unknown][] {
  return typeof amount === 'string' && amount !== ''
    ? [[name.slice(METER.length), WHOLE.test(amount) ? Number(amount) : amount]]
    : [];
}
