import { Get, Post, Query } from '@nestjs/common';
import { AppBundlesService } from '../../../catalog/app-bundles/app-bundles.service';
import {
  appBundleInput,
  CreateAppBundleDto,
  UpdateAppBundleDto,
} from '../../../catalog/app-bundles/dto/app-bundle.dto';
import { Authorized } from '../../../common/access/authorized.decorator';
import type { FormValues } from '../../../common/http/form-fields';
import { actorOf, type Caller, CurrentCaller, isPermitted } from '../../../identity/permissions/caller';
import { Permission } from '../../../identity/permissions/permission';
import { ConsoleController } from '../../frame/console-controller.decorator';
import { FormState } from '../../kit/form-state';
import { type Page, SeeOther } from '../../kit/page';
import { submitForm } from '../../kit/submit-form';
import { texts } from '../../../i18n/texts';
import { ROWS_PER_PAGE } from '../list-query.dto';
import { bundleFieldsIn, bundleMessages, bundleValues, changedFieldsIn, NEW_BUNDLE } from './app-bundle-form';
import { appBundleFormPage } from './app-bundle-form.view';
import { AppBundleListQueryDto } from './app-bundle-list-query.dto';
import { appBundleListPage } from './app-bundle-list.view';
import { bundlePath } from './app-bundle-paths';
import { Id, FormBody } from '../../kit/parameters';

/** The list of app bundles, and their forms. */
@ConsoleController('console/app-bundles')
export class AppBundlePagesController {
  constructor(private readonly bundles: AppBundlesService) {}

  @Get()
  @Authorized(Permission.AppBundlesRead)
  async showAppBundles(@CurrentCaller() caller: Caller, @Query() query: AppBundleListQueryDto): Promise<Page> {
    const { page, q, status } = query;
    const { rows, total } = await this.bundles.list({ page, perPage: ROWS_PER_PAGE }, { q, status });
    return appBundleListPage({
      bundles: rows,
      total: total ?? rows.length,
      query,
      canWrite: isPermitted(caller, Permission.AppBundlesWrite),
    });
  }

  @Get('new')
  @Authorized(Permission.AppBundlesWrite)
  showNewAppBundle(): Page {
    return appBundleFormPage(FormState.of(NEW_BUNDLE));
  }

  @Post('new')
  @Authorized(Permission.AppBundlesWrite)
  createAppBundle(@CurrentCaller() caller: Caller, @FormBody() body: FormValues): Promise<Page | SeeOther> {
    return submitForm({
      body,
      input: CreateAppBundleDto,
      fields: bundleFieldsIn,
      messages: bundleMessages(),
      submit: async (input) => {
        const { uid, appBundleId } = await this.bundles.create({
          ...appBundleInput(input),
          createdBy: actorOf(caller).name,
        });
        return SeeOther.done(bundlePath(uid), texts('appBundles').added({ id: appBundleId }));
      },
      show: (form) => appBundleFormPage(form),
    });
  }

  @Get(':id/edit')
  @Authorized(Permission.AppBundlesWrite)
  async showAppBundleForm(@Id() id: string): Promise<Page> {
    const bundle = await this.bundles.get(id);
    return appBundleFormPage(FormState.of(bundleValues(bundle)), bundle);
  }

  @Post(':id/edit')
  @Authorized(Permission.AppBundlesWrite)
  updateAppBundle(
    @CurrentCaller() caller: Caller,
    @Id() id: string,
    @FormBody() body: FormValues,
  ): Promise<Page | SeeOther> {
    return submitForm({
      body,
      input: UpdateAppBundleDto,
      fields: async (form) => changedFieldsIn(form, await this.bundles.get(id)),
      messages: bundleMessages(),
      submit: async (input) => {
        const change = { ...appBundleInput(input), updatedBy: actorOf(caller).name };
        const { appBundleId } = await this.bundles.change(id, change);
        return SeeOther.done(bundlePath(id), texts('appBundles').saved({ id: appBundleId }));
      },
      show: async (form) => appBundleFormPage(form, await this.bundles.get(id)),
    });
  }
}
