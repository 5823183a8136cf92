import { Get, Post, Query } from '@nestjs/common';
import { ProductsService } from '../../catalog/products/products.service';
import { Authorized } from '../../common/access/authorized.decorator';
import { type Caller, CurrentCaller, isPermitted } from '../../identity/permissions/caller';
import { Permission } from '../../identity/permissions/permission';
import { ActivationsService } from '../../licensing/activations/activations.service';
import { DeactivateActivationService } from '../../verification/calls/deactivate-activation.service';
import { ReactivateActivationService } from '../../verification/calls/reactivate-activation.service';
import { LicenseRefused } from '../../verification/rules/verification.errors';
import { ConsoleController } from '../frame/console-controller.decorator';
import type { FormValues } from '../../common/http/form-fields';
import { localPath } from '../kit/local-path';
import { type Page, SeeOther } from '../kit/page';
import { texts } from '../../i18n/texts';
import { DeviceListQueryDto, DEVICES_PER_PAGE } from './device-list-query.dto';
import { deviceListPage, DEVICES_PATH, nameOf, reactivatePage, reactivatePath } from './device-list.view';
import { Id, FormBody } from '../kit/parameters';

/** Products that the filter offers. */
const CHOICES = { limit: 100 } as const;

/** Devices of all licenses. */
@ConsoleController('console/devices')
export class DeviceListController {
  constructor(
    private readonly activations: ActivationsService,
    private readonly deactivation: DeactivateActivationService,
    private readonly reactivation: ReactivateActivationService,
    private readonly products: ProductsService,
  ) {}

  @Get()
  @Authorized(Permission.ActivationsRead)
  async showDevices(@CurrentCaller() caller: Caller, @Query() query: DeviceListQueryDto): Promise<Page> {
    const { after, before } = query;
    const filter = DeviceListQueryDto.toFilter(query);
    const { q } = filter;
    return deviceListPage({
      query,
      page: await this.activations.list({ limit: DEVICES_PER_PAGE, after, before }, filter),
      leavesOutRows: q !== undefined && (await this.activations.leavesOutRows(q)),
      products: (await this.products.list(CHOICES)).rows,
      canFree: isPermitted(caller, Permission.ActivationsWrite),
      canReactivate: isPermitted(caller, Permission.ReactivationsWrite),
    });
  }

  @Post(':id/free')
  @Authorized(Permission.ActivationsWrite)
  async freeSeat(
    @CurrentCaller() caller: Caller,
    @Id() id: string,
    @FormBody() { back }: FormValues,
  ): Promise<SeeOther> {
    const t = texts('devices');
    const activation = await this.deactivation.deactivate(id);
    const canUndo = isPermitted(caller, Permission.ReactivationsWrite);
    return SeeOther.done(
      localPath(String(back)) ?? DEVICES_PATH,
      t.freed({ name: nameOf(activation) }),
      canUndo ? { text: t.undo, path: reactivatePath(id) } : undefined,
    );
  }

  @Get(':id/reactivate')
  @Authorized(Permission.ReactivationsWrite)
  async askToReactivate(@Id() id: string): Promise<Page> {
    return reactivatePage(await this.activations.get(id));
  }

  @Post(':id/reactivate')
  @Authorized(Permission.ReactivationsWrite)
  async reactivateDevice(@Id() id: string): Promise<SeeOther> {
    const t = texts('devices');
    const name = nameOf(await this.activations.get(id));
    try {
      await this.reactivation.reactivate(id);
      return SeeOther.done(DEVICES_PATH, t.reactivated({ name }));
    } catch (error) {
      if (error instanceof LicenseRefused) {
        return new SeeOther(DEVICES_PATH, { tone: 'bad', text: t.refused({ name, code: error.verdict }) });
      }
      throw error;
    }
  }
}
