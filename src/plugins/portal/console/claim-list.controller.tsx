import { Get, Query } from '@nestjs/common';
import type { VNode } from 'preact';
import { Authorized } from '../../../core/common';
import { texts } from '../../../core/i18n';
import { type Caller, CurrentCaller, isPermitted } from '../../../core/identity';
import { FromReplica, SettingValuesService } from '../../../core/platform';
import { Badge } from '../../../pages/components/badge';
import { ButtonLink } from '../../../pages/components/button';
import { LicenseLink } from '../../../pages/components/license-badge';
import { listPage } from '../../../pages/components/list-page';
import { cursorPages } from '../../../pages/components/list-pages';
import { type Column, Cut } from '../../../pages/components/table';
import { Time } from '../../../pages/components/text';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import type { Page } from '../../../pages/kit/page';
import { customerPath } from '../../../pages/kit/record-paths';
import { CLAIM_STATES, type ClaimState, type PortalClaim } from '../claims/portal-claim.entity';
import { PortalClaimsService } from '../claims/portal-claims.service';
import { PORTAL } from '../frame/portal.settings';
import { ClaimListQueryDto, claimPath, CLAIMS_PATH, importPath, undoImportPath } from './claim-paths';

const CLAIMS_PER_PAGE = 50;

const LOOKS = {
  pending: { tone: 'warn', icon: 'clock' },
  approved: { tone: 'ok', icon: 'circle-check' },
  refused: { tone: 'outlined', icon: 'circle-x' },
} as const satisfies Record<ClaimState, object>;

/** Licenses that customers claim in the portal. */
@ConsoleController(CLAIMS_PATH)
export class ClaimListController {
  constructor(
    private readonly claims: PortalClaimsService,
    private readonly settings: SettingValuesService,
  ) {}

  @Get()
  @FromReplica()
  @Authorized('claims:read')
  async showClaims(@CurrentCaller() caller: Caller, @Query() query: ClaimListQueryDto): Promise<Page> {
    const t = texts('claims');
    const { state, q, after, before } = query;
    const page = await this.claims.list({ limit: CLAIMS_PER_PAGE, after, before }, { state, q });
    return listPage({
      title: t.title,
      lead: t.lead,
      actions: [isPermitted(caller, 'claims:write') && { title: t.import, href: importPath, icon: 'upload' }],
      isBlank: page.rows.length === 0 && state === undefined && q === undefined,
      path: CLAIMS_PATH,
      query: { state, q },
      views: {
        label: t.views,
        field: 'state',
        all: [{ title: t.all }, ...CLAIM_STATES.map((value) => ({ value, title: t.states[value] }))],
      },
      search: { label: t.search, placeholder: t.searchHint },
      rows: page.rows,
      columns: columnsOf(isPermitted(caller, 'claims:write')),
      order: texts('lists').newestFirst,
      pages: cursorPages(page),
      empty: {
        icon: 'key',
        title: t.emptyTitle,
        text: this.settings.get(PORTAL.claims) === 'off' ? t.emptyOff : t.emptyText,
      },
      noMatch: { title: t.nothingTitle, showAll: t.showAll },
    });
  }
}

function columnsOf(canWrite: boolean): (Column<PortalClaim> | false)[] {
  const t = texts('claims');
  return [
    { head: t.customer, width: 25, onCard: 'title', cell: Claimant },
    {
      name: 'state',
      head: t.state,
      width: 15,
      onCard: 'status',
      cell: ({ state }) => <Badge {...LOOKS[state]} text={t.states[state]} />,
    },
    { name: 'license', head: t.license, width: 25, onCard: 'wide', cell: Claimed },
    { name: 'proof', head: t.proof, width: 15, onCard: 'hidden', cell: ({ proof }) => t.proofs[proof] },
    {
      name: 'created',
      head: t.created,
      width: 10,
      onCard: 'left',
      cell: ({ createdAt }) => <Time at={createdAt} as="age" />,
    },
    canWrite && {
      head: t.action,
      width: 15,
      isRight: true,
      onCard: 'right',
      cell: Verbs,
    },
  ];
}

/** The customer who claims, above the address of the person. */
function Claimant({ customer, email }: PortalClaim): VNode {
  return (
    <>
      {customer ? <a href={customerPath(customer.uid)}>{customer.name}</a> : email}
      <span class="row-note cut" title={email}>
        {email}
      </span>
    </>
  );
}

/** The license, above its product and the customer who had it. */
function Claimed({ license, previousCustomer }: PortalClaim): VNode {
  const t = texts('claims');
  const had = previousCustomer?.email ?? previousCustomer?.name;
  const note = [license?.product?.name, had === undefined ? t.noCustomer : t.from({ customer: had })].join(' · ');
  return (
    <>
      {license ? <LicenseLink {...license} /> : null}
      <span class="row-note">
        <Cut text={note} />
      </span>
    </>
  );
}

function Verbs(claim: PortalClaim): VNode | false {
  const { undoImport } = texts('claims');
  if (claim.state === 'approved' && claim.importId !== null) {
    return <ButtonLink isSmall look="quiet" href={undoImportPath(claim.importId)} text={undoImport} />;
  }
  return claim.state === 'pending' && <Decisions {...claim} />;
}

function Decisions({ uid, email }: PortalClaim): VNode {
  const t = texts('claims');
  return (
    <span class="row-actions">
      <ButtonLink isSmall href={claimPath(uid, 'approve')} text={t.approve} label={t.approveOf({ email })} />
      <ButtonLink isSmall look="quiet" href={claimPath(uid, 'refuse')} text={t.refuse} label={t.refuseOf({ email })} />
    </span>
  );
}
