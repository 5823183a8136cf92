import { Get, Param, Post, Query } from '@nestjs/common';
import { IsIn } from 'class-validator';
import { Authorized } from '../../common/access/authorized.decorator';
import { problem } from '../../common/errors/domain-error';
import type { FormValues } from '../../common/http/form-fields';
import { IsName, IsText } from '../../common/validation/fields';
import { UuidPipe } from '../../common/validation/id.pipes';
import { type Caller, CurrentCaller, isPermitted } from '../../identity/permissions/caller';
import { Permission } from '../../identity/permissions/permission';
import type { LicensedActivation } from '../../verification/calls/find-activation.service';
import { ActivationsService } from '../../licensing/activations/activations.service';
import { DeactivateActivationService } from '../../verification/calls/deactivate-activation.service';
import { ReactivateActivationService } from '../../verification/calls/reactivate-activation.service';
import { LicensesService } from '../../licensing/licenses/licenses.service';
import { LicenseUsersService } from '../../licensing/users/license-users.service';
import { ConsoleController } from '../frame/console-controller.decorator';
import { OptionalField } from '../kit/optional-field';
import { FormState } from '../kit/form-state';
import { type Page, SeeOther } from '../kit/page';
import { submitForm } from '../kit/submit-form';
import { texts } from '../../i18n/texts';
import { devicePage, devicesPage, type DeviceRights } from './license-devices.view';
import { LicenseIdPipe } from './license-id.pipe';
import { devicePath, licensePath } from './license-paths';
import { nameOf } from './license-seats.view';
import { pageOrError } from './page-or-error';
import { FormBody } from '../kit/parameters';

const DEVICES_PER_PAGE = 50;

export class DeviceListQueryDto {
  @OptionalField()
  @IsIn(['1'])
  past?: string;

  @OptionalField()
  @IsName()
  after?: string;
}

export class RenameDeviceDto {
  @IsText(255)
  name!: string;
}

/** The devices of a license. */
@ConsoleController('license/edit/:id/devices')
export class LicenseDevicesController {
  constructor(
    private readonly licenses: LicensesService,
    private readonly activations: ActivationsService,
    private readonly deactivation: DeactivateActivationService,
    private readonly reactivation: ReactivateActivationService,
    private readonly users: LicenseUsersService,
  ) {}

  @Get()
  @Authorized(Permission.ActivationsRead)
  async showDevices(
    @CurrentCaller() caller: Caller,
    @Param('id', LicenseIdPipe) id: string,
    @Query() { past, after }: DeviceListQueryDto,
  ): Promise<Page> {
    const { license } = await this.licenses.get(id);
    const isPast = past !== undefined;
    const devices = await this.activations.listOf(license.id, { limit: DEVICES_PER_PAGE, after }, !isPast);
    return devicesPage({ license, isPast, devices, ...rightsOf(caller) });
  }

  @Get(':device')
  @Authorized(Permission.ActivationsRead)
  async showDevice(
    @CurrentCaller() caller: Caller,
    @Param('id', LicenseIdPipe) id: string,
    @Param('device', UuidPipe) uid: string,
  ): Promise<Page> {
    const device = await this.deviceOf(id, uid);
    return this.page(device, FormState.of({ name: device.name ?? '' }), caller);
  }

  @Post(':device/free')
  @Authorized(Permission.ActivationsWrite)
  async freeSeat(
    @CurrentCaller() caller: Caller,
    @Param('id', LicenseIdPipe) id: string,
    @Param('device', UuidPipe) uid: string,
  ): Promise<SeeOther> {
    const t = texts('licenseActions');
    const { license } = await this.licenses.get(id);
    const device = await this.deactivation.deactivateOf(license, uid);
    const undo = { text: t.undo, path: devicePath(id, uid, 'restore'), isPost: true };
    const link = rightsOf(caller).canRestore ? undo : undefined;
    return SeeOther.done(licensePath(id), t.freed({ device: nameOf(device) }), link);
  }

  @Post(':device/restore')
  @Authorized(Permission.ReactivationsWrite)
  async restoreSeat(@Param('id', LicenseIdPipe) id: string, @Param('device', UuidPipe) uid: string): Promise<SeeOther> {
    const device = await this.deviceOf(id, uid);
    return pageOrError(licensePath(id), async () => {
      await this.reactivation.reactivate(uid);
      return SeeOther.done(licensePath(id), texts('licenseActions').restored({ device: nameOf(device) }));
    });
  }

  @Post(':device/rename')
  @Authorized(Permission.ActivationsWrite)
  async renameDevice(
    @CurrentCaller() caller: Caller,
    @Param('id', LicenseIdPipe) id: string,
    @Param('device', UuidPipe) uid: string,
    @FormBody() body: FormValues,
  ): Promise<Page | SeeOther> {
    const device = await this.deviceOf(id, uid);
    return submitForm({
      body,
      input: RenameDeviceDto,
      messages: { name: texts('licenseDevices').badName },
      submit: async ({ name }) => {
        await this.activations.change(uid, { name: name.trim() || null });
        return SeeOther.done(devicePath(id, uid), texts('licenseActions').renamed);
      },
      show: (form) => this.page(device, form, caller),
    });
  }

  private async page(device: LicensedActivation, form: FormState, caller: Caller): Promise<Page> {
    const users = await this.users.ofDevices([device]);
    const components = await this.activations.countComponents(device);
    return devicePage({ device, users: users.get(device.id) ?? [], components, form, ...rightsOf(caller) });
  }

  private async deviceOf(id: string, uid: string): Promise<LicensedActivation> {
    const device = await this.activations.get(uid);
    if (device.license.uid !== id.toLowerCase()) {
      throw problem('ACTIVATION_NOT_FOUND');
    }
    return device;
  }
}

function rightsOf(caller: Caller): DeviceRights {
  return {
    canFree: isPermitted(caller, Permission.ActivationsWrite),
    canRestore: isPermitted(caller, Permission.ReactivationsWrite),
  };
}
