import { Get, Post, Query } from '@nestjs/common';
import { Authorized } from '../../../common/access/authorized.decorator';
import type { FormValues } from '../../../common/http/form-fields';
import { type Caller, CurrentCaller, isPermitted } from '../../../identity/permissions/caller';
import { Permission } from '../../../identity/permissions/permission';
import { CreateResourceDto, UpdateResourceDto } from '../../../licensing/resources/dto/resource.dto';
import { ResourceStatsService } from '../../../licensing/resources/resource-stats.service';
import { ResourcesService } from '../../../licensing/resources/resources.service';
import { ConsoleController } from '../../frame/console-controller.decorator';
import { FormState } from '../../kit/form-state';
import { type Page, SeeOther } from '../../kit/page';
import { submitForm } from '../../kit/submit-form';
import { texts } from '../../../i18n/texts';
import { textIn } from '../../kit/form-input';
import { ROWS_PER_PAGE } from '../list-query.dto';
import { resourceFormPage } from './resource-form.view';
import { ResourceListQueryDto } from './resource-list-query.dto';
import { resourceListPage } from './resource-list.view';
import { resourcePath } from './resource-paths';
import { Id, FormBody } from '../../kit/parameters';

/** Types that the forms suggest: the most frequent. */
const SUGGESTED_TYPES = 30;

/** The list of resources, and their forms. */
@ConsoleController('console/resources')
export class ResourcePagesController {
  constructor(
    private readonly resources: ResourcesService,
    private readonly counting: ResourceStatsService,
  ) {}

  @Get()
  @Authorized(Permission.ResourcesRead)
  async showResources(@CurrentCaller() caller: Caller, @Query() query: ResourceListQueryDto): Promise<Page> {
    const { page, q: search, status, type, license } = query;
    const filter = { search, status, type, license };
    const { rows, total } = await this.resources.list({ page, perPage: ROWS_PER_PAGE }, filter);
    return resourceListPage({
      resources: rows,
      total: total ?? rows.length,
      query,
      stats: await this.counting.stats(),
      canWrite: isPermitted(caller, Permission.ResourcesWrite),
    });
  }

  @Get('new')
  @Authorized(Permission.ResourcesWrite)
  async showNewResource(): Promise<Page> {
    return resourceFormPage(FormState.empty(), await this.types());
  }

  @Post('new')
  @Authorized(Permission.ResourcesWrite)
  createResource(@FormBody() body: FormValues): Promise<Page | SeeOther> {
    return submitForm({
      body,
      input: CreateResourceDto,
      fields: fieldsIn,
      messages: messages(),
      submit: async ({ type, identifier }) => {
        const created = await this.resources.create({ type, identifier });
        return new SeeOther(resourcePath(created.uid), {
          tone: 'ok',
          text: texts('resources').added({ name: identifier }),
        });
      },
      show: async (form) => resourceFormPage(form, await this.types()),
    });
  }

  @Get(':id/edit')
  @Authorized(Permission.ResourcesWrite)
  async showResourceForm(@Id() id: string): Promise<Page> {
    const resource = await this.resources.get(id);
    const { type, identifier } = resource;
    return resourceFormPage(FormState.of({ type, identifier }), await this.types(), resource);
  }

  @Post(':id/edit')
  @Authorized(Permission.ResourcesWrite)
  updateResource(@Id() id: string, @FormBody() body: FormValues): Promise<Page | SeeOther> {
    return submitForm({
      body,
      input: UpdateResourceDto,
      fields: fieldsIn,
      messages: messages(),
      submit: async ({ type, identifier }) => {
        const saved = await this.resources.change(id, { type, identifier });
        return new SeeOther(resourcePath(id), {
          tone: 'ok',
          text: texts('resources').saved({ name: saved.identifier }),
        });
      },
      show: async (form) => resourceFormPage(form, await this.types(), await this.resources.get(id)),
    });
  }

  private async types(): Promise<string[]> {
    const { byType } = await this.counting.stats();
    return byType.map(([type]) => type).slice(0, SUGGESTED_TYPES);
  }
}

function fieldsIn(body: FormValues) {
  return { type: textIn(body, 'type').trim(), identifier: textIn(body, 'identifier').trim() };
}

function messages() {
  const t = texts('resources');
  return { type: t.typeWrong, identifier: t.identifierWrong };
}
