import { Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import {
  DomainError,
  IN_MEMORY,
  PluginServices,
  problem,
  receiveForm,
  sendFile,
  TakesFiles,
} from '../../../core/common';
import { FormState, refusedField } from '../../../pages/kit/form-state';
import { type Page, SeeOther } from '../../../pages/kit/page';
import { attemptChange } from '../../../pages/kit/submit-form';
import { texts } from '../../../core/i18n';
import { LicenseFilesService } from '../../../core/licensing';
import { StoredFilesService } from '../../../core/platform';
import { ActivateLicenseService } from '../../../core/verification';
import { BillingLinksService } from './billing-links.service';
import { PortalBrandService } from '../frame/portal-brand.service';
import { PortalController } from '../frame/portal-controller.decorator';
import { CurrentVisitor, type PortalVisitor } from '../frame/portal-visitor';
import { SignedInOnly } from '../sign-in/signed-in-only';
import { LicenseAddition } from './license-addition';
import { licensePath } from './license-words';
import { licensePage, type LicensePageData } from './license-page.view';
import { offlineFilePage } from './offline-file.view';
import { PortalLicenseDetailsService } from './portal-license-details.service';
import { PortalOffersService } from './portal-offers.service';
import { PortalLicenseUsersService } from './portal-license-users.service';
import { type OwnedLicense, PortalLicensesService } from './portal-licenses.service';
import { UidPipe } from './uid.pipe';

const MAX_REQUEST_FILE = 10_000;

/** A license of the signed-in customer. */
@SignedInOnly()
@PortalController('portal/licenses/:id')
export class PortalLicenseController {
  constructor(
    private readonly licenses: PortalLicensesService,
    private readonly details: PortalLicenseDetailsService,
    private readonly activation: ActivateLicenseService,
    private readonly files: LicenseFilesService,
    private readonly stored: StoredFilesService,
    private readonly billing: BillingLinksService,
    private readonly brands: PortalBrandService,
    private readonly users: PortalLicenseUsersService,
    private readonly offers: PortalOffersService,
    private readonly plugins: PluginServices,
  ) {}

  @Get()
  async showPortalLicense(
    @CurrentVisitor() visitor: PortalVisitor,
    @Param('id', UidPipe) id: string,
    @Req() request: FastifyRequest,
  ): Promise<Page> {
    return this.page(visitor, await this.licenses.get(visitor, id), request);
  }

  /** Counts against the allowance of the policy, as if the device itself gave its seat back. */
  @Post('devices/:device/free')
  async freePortalDevice(
    @CurrentVisitor() visitor: PortalVisitor,
    @Param('id', UidPipe) id: string,
    @Param('device', UidPipe) device: string,
  ): Promise<SeeOther> {
    this.brands.require('releaseDevices');
    const t = texts('portalLicense');
    const owned = await this.owned(visitor, id);
    const { fingerprint, name } = await this.details.device(owned, device);
    try {
      await this.activation.deactivate(owned.license.key, { fingerprint });
    } catch (error) {
      if (error instanceof DomainError && error.code === 'TRANSFERS_EXHAUSTED') {
        return new SeeOther(licensePath(id), { tone: 'bad', text: t.noneLeft });
      }
      throw error;
    }
    return SeeOther.done(licensePath(id), t.freed({ device: name ?? fingerprint }));
  }

  /** The answer is a page with the file, which is not stored. */
  @Post('offline')
  @TakesFiles()
  async issuePortalLicenseFile(
    @CurrentVisitor() visitor: PortalVisitor,
    @Param('id', UidPipe) id: string,
    @Req() request: FastifyRequest,
  ): Promise<Page | SeeOther> {
    this.brands.require('offlineDevices');
    const owned = await this.licenses.getManaged(visitor, id);
    const { fields, files } = await receiveForm(request, [{ field: 'file', maxBytes: MAX_REQUEST_FILE }], IN_MEMORY);
    const uploaded = files.get('file')?.toString('utf8').trim() ?? '';
    const pasted = fields.request?.toString().trim() ?? '';
    return attemptChange({
      body: { request: pasted },
      submit: async () => {
        if ((uploaded === '') === (pasted === '')) {
          throw refusedField('request', texts('portalLicense').requestMissing);
        }
        return offlineFilePage(owned, await this.files.issue(owned.license.uid, { request: pasted || uploaded }));
      },
      show: (form) => this.page(visitor, owned, request, { form }),
    });
  }

  @Post('release')
  async releasePortalDevice(
    @CurrentVisitor() visitor: PortalVisitor,
    @Param('id', UidPipe) id: string,
    @Req() request: FastifyRequest<{ Body?: Record<string, unknown> }>,
  ): Promise<Page | SeeOther> {
    this.brands.require('offlineDevices');
    const owned = await this.licenses.getManaged(visitor, id);
    const code = typeof request.body?.code === 'string' ? request.body.code.trim() : '';
    return attemptChange({
      body: { code },
      submit: async () => {
        const { fingerprint, name } = await this.files.release(owned.license.uid, code);
        return SeeOther.done(licensePath(id), texts('portalLicense').freed({ device: name ?? fingerprint }));
      },
      show: (form) => this.page(visitor, owned, request, { form }),
    });
  }

  @Get('downloads/:version/:file')
  async downloadFromPortal(
    @CurrentVisitor() visitor: PortalVisitor,
    @Param('id', UidPipe) id: string,
    @Param('version', UidPipe) version: string,
    @Param('file') file: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    this.brands.require('downloads');
    const owned = await this.owned(visitor, id);
    if (file !== 'main' && !UidPipe.isUid(file)) {
      throw problem('ARTIFACT_NOT_FOUND');
    }
    const { file: found, onSent } = await this.details.download(owned, version, file);
    sendFile(request, reply, found, ({ from, to }) => this.stored.read(found, from, to), onSent);
  }

  private owned(visitor: PortalVisitor, id: string): Promise<OwnedLicense> {
    return this.licenses.get(visitor, id);
  }

  private async page(
    visitor: PortalVisitor,
    owned: OwnedLicense,
    request: FastifyRequest,
    { form = FormState.empty() }: Partial<Pick<LicensePageData, 'form'>> = {},
  ): Promise<Page> {
    return licensePage({
      owned,
      form,
      details: await this.details.read(owned),
      added: await this.addedTo(owned),
      users: await this.users.read(visitor, owned),
      billing: owned.order && !owned.user ? this.billing.of(owned.order) : undefined,
      offers: await this.offers.of(owned),
      supportEmail: this.brands.brand.supportEmail,
      abilities: this.brands.abilities,
      userAgent: request.headers['user-agent'] ?? '',
    });
  }

  /** The cards of plug-ins; none for a named user. */
  private async addedTo(owned: OwnedLicense): Promise<VNode[]> {
    const additions = owned.user ? [] : this.plugins.all(LicenseAddition);
    const cards = await Promise.all(additions.map((addition) => addition.cardOf(owned)));
    return cards.filter((card) => card !== null);
  }
}
