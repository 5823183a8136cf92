import { Authorized } from '../../../core/common';
import { formatDate, texts } from '../../../core/i18n';
import { ConfirmForm } from '../../../pages/components/confirmation';
import { LicenseLink } from '../../../pages/components/license-badge';
import type { Detail } from '../../../pages/components/text';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { FormRoute } from '../../../pages/kit/form-route';
import { SeeOther } from '../../../pages/kit/page';
import { Id } from '../../../pages/kit/parameters';
import type { PortalClaim } from '../claims/portal-claim.entity';
import { PortalClaimsService } from '../claims/portal-claims.service';
import { claimPath, CLAIMS_PATH, undoImportPath } from './claim-paths';

/** Asks before a claim is approved or refused. */
@ConsoleController(CLAIMS_PATH)
@Authorized('claims:write')
export class ClaimDecisionsController {
  constructor(private readonly claims: PortalClaimsService) {}

  @FormRoute(':id/approve')
  async approvePortalClaim(@Id() id: string): Promise<ConfirmForm> {
    const t = texts('claims');
    const claim = await this.claims.get(id);
    const { email } = claim;
    return new ConfirmForm({
      ...common(claim),
      title: t.approveTitle({ email }),
      consequences: [
        { icon: 'key', text: t.approveMoves },
        { icon: 'monitor', text: t.approveKeeps },
        { icon: 'mail', text: t.approveMails },
        { icon: 'info', text: t.approveUndo },
      ],
      action: claimPath(id, 'approve'),
      verb: t.approveVerb,
      submit: async () => {
        await this.claims.approve(id);
        return SeeOther.done(CLAIMS_PATH, t.approved({ email }));
      },
    });
  }

  @FormRoute(':id/refuse')
  async refusePortalClaim(@Id() id: string): Promise<ConfirmForm> {
    const t = texts('claims');
    const claim = await this.claims.get(id);
    const { email } = claim;
    return new ConfirmForm({
      ...common(claim),
      title: t.refuseTitle({ email }),
      consequences: [
        { icon: 'key', text: t.refuseStays },
        { icon: 'mail', text: t.refuseMails },
      ],
      action: claimPath(id, 'refuse'),
      verb: t.refuseVerb,
      submit: async () => {
        await this.claims.refuse(id);
        return SeeOther.done(CLAIMS_PATH, t.refused({ email }));
      },
    });
  }

  @FormRoute('imports/:id/undo')
  async undoClaimImport(@Id() id: string): Promise<ConfirmForm> {
    const t = texts('claims');
    const count = await this.claims.countImported(id);
    return new ConfirmForm({
      crumbs: [{ title: t.title, href: CLAIMS_PATH }],
      keep: { title: t.keep, href: CLAIMS_PATH },
      title: t.undoTitle,
      undo: { isPossible: true, text: t.undoText },
      about: [],
      consequences: [
        { icon: 'key', text: t.undoLicenses({ count }) },
        { icon: 'users', text: t.undoKeeps },
      ],
      action: undoImportPath(id),
      verb: t.undoImport,
      submit: async () => SeeOther.done(CLAIMS_PATH, t.undone({ count: await this.claims.undoImport(id) })),
    });
  }
}

function common(claim: PortalClaim) {
  const t = texts('claims');
  return {
    crumbs: [{ title: t.title, href: CLAIMS_PATH }],
    about: aboutOf(claim),
    keep: { title: t.keep, href: CLAIMS_PATH },
  };
}

function aboutOf({ license, customer, previousCustomer, email, proof, createdAt }: PortalClaim): Detail[] {
  const t = texts('claims');
  const had = previousCustomer && [previousCustomer.name, previousCustomer.email].filter(Boolean).join(', ');
  return [
    ...(license ? [{ term: t.license, value: <LicenseLink {...license} /> }] : []),
    { term: t.product, value: license?.product?.name },
    { term: t.customer, value: [customer?.name, email].join(', ') },
    { term: t.previous, value: had ?? t.noCustomer },
    { term: t.proof, value: t.proofs[proof] },
    { term: t.created, value: formatDate(createdAt) },
  ];
}
