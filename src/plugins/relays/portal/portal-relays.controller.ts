import { Get, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { type FormValues, RateLimited, TakesFiles } from '../../../core/common';
import { texts } from '../../../core/i18n';
import { FormState } from '../../../pages/kit/form-state';
import { type Page, SeeOther } from '../../../pages/kit/page';
import { attemptChange } from '../../../pages/kit/submit-form';
import { PortalController } from '../../portal/frame/portal-controller.decorator';
import { CurrentVisitor, type PortalVisitor } from '../../portal/frame/portal-visitor';
import { type OwnedLicense, PortalLicensesService } from '../../portal/licenses/portal-licenses.service';
import { UidPipe } from '../../portal/licenses/uid.pipe';
import { SignedInOnly } from '../../portal/sign-in/signed-in-only';
import type { ReceivedUsage } from '../relay-reports.service';
import { gapsText } from '../relay-words';
import { receiveReportForm } from '../uploaded-report';
import { PortalRelaysService } from './portal-relays.service';
import { portalRelaysPage, relaysPath } from './portal-relays.view';

/** The relays of a license of the signed-in customer, and their reports. */
@SignedInOnly()
@PortalController('portal/licenses/:id/relays')
export class PortalRelaysController {
  constructor(
    private readonly licenses: PortalLicensesService,
    private readonly relays: PortalRelaysService,
  ) {}

  @Get()
  async showPortalRelays(@CurrentVisitor() visitor: PortalVisitor, @Param('id', UidPipe) id: string): Promise<Page> {
    return this.page(await this.licenses.getManaged(visitor, id));
  }

  /** A report of a relay of another license of the customer leads to the page of that license. */
  @Post('reports')
  @RateLimited()
  @TakesFiles()
  async sendPortalReport(
    @CurrentVisitor() visitor: PortalVisitor,
    @Param('id', UidPipe) id: string,
    @Req() request: FastifyRequest<{ Body?: FormValues }>,
  ): Promise<Page | SeeOther> {
    const owned = await this.licenses.getManaged(visitor, id);
    const { fields, read } = await receiveReportForm(request);
    return attemptChange({
      body: fields,
      submit: async () => received(await this.relays.receive(visitor, read()), id),
      show: (form) => this.page(owned, form),
    });
  }

  private async page(owned: OwnedLicense, form = FormState.empty()): Promise<Page> {
    return portalRelaysPage({ owned, form, relays: await this.relays.list(owned) });
  }
}

function received({ report, isRepeated, gaps }: ReceivedUsage, id: string): SeeOther {
  const t = texts('portalRelays');
  const { relay, seq } = report;
  const done = (isRepeated ? t.repeated : t.received)({ seq, name: relay.name });
  const text = gaps.length === 0 ? done : `${done} ${t.missing({ list: gapsText(gaps) })}`;
  return new SeeOther(relaysPath(relay.license?.uid ?? id), { tone: gaps.length === 0 ? 'ok' : 'warn', text });
}
