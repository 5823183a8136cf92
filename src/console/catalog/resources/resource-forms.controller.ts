import { Get, Post, Query } from '@nestjs/common';
import { Authorized } from '../../../common/access/authorized.decorator';
import { referenced } from '../../../common/errors/domain-error';
import type { FormValues } from '../../../common/http/form-fields';
import { texts } from '../../../i18n/texts';
import { Permission } from '../../../identity/permissions/permission';
import { AllocateResourcesService } from '../../../licensing/resources/allocate-resources.service';
import { AllocateResourcesDto } from '../../../licensing/resources/dto/resource-allocation.dto';
import { CreateResourceDto } from '../../../licensing/resources/dto/resource.dto';
import { ResourceStatsService } from '../../../licensing/resources/resource-stats.service';
import type { Resource } from '../../../licensing/resources/resource.entity';
import { ResourcesService } from '../../../licensing/resources/resources.service';
import { ConfirmForm } from '../../components/confirmation';
import { EditForm } from '../../components/form-page';
import { ConsoleController } from '../../frame/console-controller.decorator';
import { asFormError } from '../../kit/form-input';
import type { FormGroups } from '../../kit/form-table';
import { type Page, SeeOther } from '../../kit/page';
import { FormBody, Id } from '../../kit/parameters';
import { AllocationQueryDto } from './resource-list-query.dto';
import { newResourcePath, resourcePath, RESOURCES_PATH, resourceVerbPath } from './resource-paths';

/** Types that the forms suggest: the most frequent. */
const SUGGESTED_TYPES = 30;

/** Adds, edits, allocates and deletes resources. */
@ConsoleController('console/resources')
@Authorized(Permission.ResourcesWrite)
export class ResourceFormsController {
  constructor(
    private readonly resources: ResourcesService,
    private readonly counting: ResourceStatsService,
    private readonly allocation: AllocateResourcesService,
  ) {}

  @Get('new')
  async showNewResource(): Promise<Page> {
    return (await this.newForm()).show();
  }

  @Post('new')
  async createResource(@FormBody() body: FormValues): Promise<Page | SeeOther> {
    return (await this.newForm()).submit(body);
  }

  @Get(':id/edit')
  async showResourceForm(@Id() id: string): Promise<Page> {
    return (await this.editForm(id)).show();
  }

  @Post(':id/edit')
  async updateResource(@Id() id: string, @FormBody() body: FormValues): Promise<Page | SeeOther> {
    return (await this.editForm(id)).submit(body);
  }

  @Get(':id/allocate')
  async showAllocation(@Id() id: string, @Query() { license }: AllocationQueryDto): Promise<Page> {
    return (await this.allocationForm(id, license)).show();
  }

  @Post(':id/allocate')
  async allocateResource(@Id() id: string, @FormBody() body: FormValues): Promise<Page | SeeOther> {
    return (await this.allocationForm(id)).submit(body);
  }

  @Get(':id/delete')
  async askToDeleteResource(@Id() id: string): Promise<Page> {
    return (await this.deletion(id)).show();
  }

  @Post(':id/delete')
  async deleteResource(@Id() id: string): Promise<Page | SeeOther> {
    return (await this.deletion(id)).submit();
  }

  private async newForm(): Promise<EditForm<CreateResourceDto>> {
    const t = texts('resources');
    return new EditForm({
      title: t.newTitle,
      crumbs: crumbsOf(),
      action: newResourcePath,
      groups: await this.groups(),
      texts: t,
      verb: t.add,
      cancel: RESOURCES_PATH,
      input: CreateResourceDto,
      submit: async (input) => {
        const { uid, identifier } = await this.resources.create(input);
        return SeeOther.done(resourcePath(uid), t.added({ name: identifier }));
      },
    });
  }

  private async editForm(id: string): Promise<EditForm<CreateResourceDto>> {
    const t = texts('resources');
    const resource = await this.resources.get(id);
    return new EditForm({
      title: t.editTitle({ name: resource.identifier }),
      crumbs: crumbsOf(resource),
      action: resourceVerbPath(id, 'edit'),
      groups: await this.groups(),
      texts: t,
      values: resource,
      verb: texts('catalog').save,
      cancel: resourcePath(id),
      input: CreateResourceDto,
      submit: async (input) => {
        const { identifier } = await this.resources.change(id, input);
        return SeeOther.done(resourcePath(id), t.saved({ name: identifier }));
      },
    });
  }

  private async groups(): Promise<FormGroups> {
    const { byType } = await this.counting.stats();
    const suggestions = byType.map(([type]) => type).slice(0, SUGGESTED_TYPES);
    return [{ id: 'resource', rows: [{ name: 'type', suggestions }, { name: 'identifier' }] }];
  }

  private async allocationForm(id: string, license?: string): Promise<EditForm<AllocateResourcesDto>> {
    const t = texts('resources');
    const resource = await this.resources.get(id);
    return new EditForm({
      title: t.allocateTitle({ name: resource.identifier }),
      lead: t.allocateLead,
      crumbs: crumbsOf(resource),
      action: resourceVerbPath(id, 'allocate'),
      groups: [{ rows: [{ name: 'license_id', textKey: 'license', isMono: true, hasFocus: true, value: license }] }],
      texts: t,
      verb: t.allocateVerb,
      cancel: resourcePath(id),
      input: AllocateResourcesDto,
      inputOf: (input) => ({ ...input, resource_ids: [id] }),
      messages: { resource_ids: t.takenNow },
      submit: async ({ license_id }) => {
        const allocating = referenced('license_id', this.allocation.allocate(license_id, [id]));
        const [allocated] = await asFormError(allocating);
        const { identifier = '', allocation } = allocated ?? {};
        const text = t.allocatedFlash({ name: identifier, key: allocation?.licenseKey ?? '' });
        return SeeOther.done(resourcePath(id), text);
      },
    });
  }

  private async deletion(id: string): Promise<ConfirmForm> {
    const t = texts('resources');
    const resource = await this.resources.get(id);
    const { type, identifier } = resource;
    return new ConfirmForm({
      title: t.deleteTitle({ name: identifier }),
      crumbs: crumbsOf(resource),
      undo: { isPossible: false, text: t.deleteUndo },
      about: [
        { term: t.type, value: type },
        { term: t.identifier, value: identifier },
      ],
      consequences: [{ icon: 'trash-2', tone: 'bad', text: t.deleteHistory }],
      action: resourceVerbPath(id, 'delete'),
      verb: t.deleteVerb,
      keep: { title: t.keep, href: resourcePath(id) },
      messages: { IN_USE: t.inUse },
      submit: async () => {
        await this.resources.delete(id);
        return SeeOther.done(RESOURCES_PATH, t.deleted({ name: identifier }));
      },
    });
  }
}

function crumbsOf(resource?: Resource) {
  const list = { title: texts('resources').title, href: RESOURCES_PATH };
  return resource ? [list, { title: resource.identifier, href: resourcePath(resource.uid) }] : [list];
}
