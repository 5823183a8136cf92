import { buffer } from 'node:stream/consumers';
import { Get, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { IN_MEMORY, PluginServices, RateLimited, receiveForm, TakesFiles, zipOf } from '../../../core/common';
import { messageOfField, messageOfProblem, texts } from '../../../core/i18n';
import { type BatchedFile, batchEntries, type BatchError, LicenseFileBatchService } from '../../../core/licensing';
import { textIn } from '../../../pages/kit/form-input';
import { FormState, refusedField } from '../../../pages/kit/form-state';
import type { Page, SeeOther } from '../../../pages/kit/page';
import { attemptChange } from '../../../pages/kit/submit-form';
import { PortalBrandService } from '../frame/portal-brand.service';
import { PortalController } from '../frame/portal-controller.decorator';
import { CurrentVisitor, type PortalVisitor } from '../frame/portal-visitor';
import { SignedInOnly } from '../sign-in/signed-in-only';
import { LicenseAddition } from './license-addition';
import { filesPage, issuedFilesPage } from './license-files-page.view';
import { type OwnedLicense, PortalLicensesService } from './portal-licenses.service';
import { UidPipe } from './uid.pipe';

const MAX_REQUESTS_FILE = 262_144;

/** License files for many computers without internet. */
@SignedInOnly()
@PortalController('portal/licenses/:id/files')
export class PortalLicenseFilesController {
  constructor(
    private readonly licenses: PortalLicensesService,
    private readonly batches: LicenseFileBatchService,
    private readonly brands: PortalBrandService,
    private readonly plugins: PluginServices,
  ) {}

  @Get()
  async showPortalFiles(@CurrentVisitor() visitor: PortalVisitor, @Param('id', UidPipe) id: string): Promise<Page> {
    return filesPage(await this.owned(visitor, id), FormState.empty());
  }

  /** The answer is a page with the files, which are not stored. */
  @Post('requests')
  @RateLimited()
  @TakesFiles()
  async issuePortalFiles(
    @CurrentVisitor() visitor: PortalVisitor,
    @Param('id', UidPipe) id: string,
    @Req() request: FastifyRequest,
  ): Promise<Page | SeeOther> {
    const owned = await this.owned(visitor, id);
    const { fields, files } = await receiveForm(request, [{ field: 'file', maxBytes: MAX_REQUESTS_FILE }], IN_MEMORY);
    const uploaded = files.get('file');
    const pasted = textIn(fields, 'requests').trim();
    return attemptChange({
      body: fields,
      submit: async () => {
        if ((uploaded === undefined || uploaded.length === 0) === (pasted === '')) {
          throw refusedField('requests', texts('portalFiles').missing);
        }
        const csv = pasted === '' ? uploaded : Buffer.from(pasted);
        return issued(owned, await this.batches.issue(owned.license.uid, csv ?? Buffer.of()));
      },
      show: (form) => filesPage(owned, form),
    });
  }

  /** Files for the devices that have one, and for what plug-ins add. */
  @Post('renewals')
  @RateLimited()
  async renewPortalFiles(
    @CurrentVisitor() visitor: PortalVisitor,
    @Param('id', UidPipe) id: string,
  ): Promise<Page | SeeOther> {
    const owned = await this.owned(visitor, id);
    return attemptChange({
      submit: async () => {
        const renewed = await this.batches.renew(owned.license.uid);
        for (const addition of this.plugins.all(LicenseAddition)) {
          renewed.push(...(await addition.renew(owned, renewed.length + 1)));
        }
        return issued(owned, renewed);
      },
      show: (form) => filesPage(owned, form),
    });
  }

  private async owned(visitor: PortalVisitor, id: string): Promise<OwnedLicense> {
    this.brands.require('offlineDevices');
    return this.licenses.getManaged(visitor, id);
  }
}

async function issued(owned: OwnedLicense, results: readonly BatchedFile[]): Promise<Page> {
  return issuedFilesPage(owned, results, await buffer(zipOf(batchEntries(results, messageOf))), messageOf);
}

/** In the language of the visitor. */
function messageOf({ cause }: BatchError): string {
  return ('kind' in cause ? messageOfProblem(cause) : messageOfField(cause)).text;
}
