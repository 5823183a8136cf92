import { Get, Post, Query } from '@nestjs/common';
import { Authorized } from '../../../common/access/authorized.decorator';
import { referenced } from '../../../common/errors/domain-error';
import type { FormValues } from '../../../common/http/form-fields';
import { type Caller, CurrentCaller, isPermitted } from '../../../identity/permissions/caller';
import { Permission } from '../../../identity/permissions/permission';
import { AllocateResourcesService } from '../../../licensing/resources/allocate-resources.service';
import { AllocateResourcesDto } from '../../../licensing/resources/dto/resource-allocation.dto';
import { ReleaseResourcesService } from '../../../licensing/resources/release-resources.service';
import { ResourcesService } from '../../../licensing/resources/resources.service';
import { ConsoleController } from '../../frame/console-controller.decorator';
import { FormState } from '../../kit/form-state';
import { type Page, SeeOther } from '../../kit/page';
import { attemptChange, submitForm } from '../../kit/submit-form';
import { texts } from '../../../i18n/texts';
import { asFormError, textIn } from '../../kit/form-input';
import { PageNumberDto, ROWS_PER_PAGE } from '../list-query.dto';
import { allocationPage, deleteResourcePage } from './resource-form.view';
import { AllocationQueryDto } from './resource-list-query.dto';
import { allocationPath, resourcePath, RESOURCES_PATH } from './resource-paths';
import { resourcePage } from './resource.view';
import { Id, FormBody } from '../../kit/parameters';

/** The page of a resource: allocates, releases and deletes it. */
@ConsoleController('console/resources/:id')
export class ResourcePageController {
  constructor(
    private readonly resources: ResourcesService,
    private readonly allocation: AllocateResourcesService,
    private readonly releasing: ReleaseResourcesService,
  ) {}

  @Get()
  @Authorized(Permission.ResourcesRead)
  async showResource(
    @CurrentCaller() caller: Caller,
    @Id() id: string,
    @Query() { page }: PageNumberDto,
  ): Promise<Page> {
    const { rows, total } = await this.resources.history(id, { page, perPage: ROWS_PER_PAGE });
    return resourcePage({
      resource: await this.resources.get(id),
      history: rows,
      total: total ?? rows.length,
      page,
      canWrite: isPermitted(caller, Permission.ResourcesWrite),
    });
  }

  @Get('allocate')
  @Authorized(Permission.ResourcesWrite)
  async showAllocation(@Id() id: string, @Query() { license = '' }: AllocationQueryDto): Promise<Page> {
    return allocationPage(FormState.of({ license_id: license }), await this.resources.get(id));
  }

  @Post('allocate')
  @Authorized(Permission.ResourcesWrite)
  allocateResource(@Id() id: string, @FormBody() body: FormValues): Promise<Page | SeeOther> {
    const t = texts('resources');
    return submitForm({
      body,
      input: AllocateResourcesDto,
      fields: (form) => ({ license_id: textIn(form, 'license_id').trim(), resource_ids: [id] }),
      messages: { license_id: t.licenseWrong, resource_ids: t.takenNow },
      submit: async ({ license_id }) => {
        const allocating = referenced('license_id', this.allocation.allocate(license_id, [id]));
        const [resource] = await asFormError(allocating);
        const text = t.allocatedFlash({
          name: resource?.identifier ?? '',
          key: resource?.allocation?.licenseKey ?? '',
        });
        return new SeeOther(resourcePath(id), { tone: 'ok', text });
      },
      show: async (form) => allocationPage(form, await this.resources.get(id)),
    });
  }

  /** At once: it can be allocated again. */
  @Post('release')
  @Authorized(Permission.ResourcesWrite)
  async releaseResource(@Id() id: string): Promise<SeeOther> {
    const t = texts('resources');
    const { identifier, allocation } = await this.resources.get(id);
    await this.releasing.release([id]);
    return new SeeOther(resourcePath(id), {
      tone: 'ok',
      text: t.released({ name: identifier, key: allocation?.licenseKey ?? '' }),
      link: { text: t.allocateAgain, path: allocationPath(id, allocation?.licenseUid ?? '') },
    });
  }

  @Get('delete')
  @Authorized(Permission.ResourcesWrite)
  async askToDeleteResource(@Id() id: string): Promise<Page> {
    return deleteResourcePage(FormState.empty(), await this.resources.get(id));
  }

  @Post('delete')
  @Authorized(Permission.ResourcesWrite)
  async deleteResource(@Id() id: string): Promise<Page | SeeOther> {
    const t = texts('resources');
    const resource = await this.resources.get(id);
    return attemptChange({
      messages: { IN_USE: t.inUse },
      submit: async () => {
        await this.resources.delete(id);
        return new SeeOther(RESOURCES_PATH, { tone: 'ok', text: t.deleted({ name: resource.identifier }) });
      },
      show: (form) => deleteResourcePage(form, resource),
    });
  }
}
