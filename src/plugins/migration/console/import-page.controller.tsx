import { Get, Post, Query, type StreamableFile } from '@nestjs/common';
import { PoliciesService } from '../../../core/catalog';
import { Authorized, type FormValues, PluginServices } from '../../../core/common';
import { texts } from '../../../core/i18n';
import { type Caller, CurrentCaller, isPermitted } from '../../../core/identity';
import { ConfirmImportDto, LeftOutFilterDto, ResumeImportDto } from '../imports/dto/import-input.dto';
import { type Import, isWorking } from '../imports/import.entity';
import { ImportSamplesService } from '../imports/import-samples.service';
import { ImportsService } from '../imports/imports.service';
import { batchOf } from '../imports/import-request';
import { leftOutFile } from '../imports/left-out-file';
import { StartImportsService } from '../imports/start-imports.service';
import { BatchRenewals } from '../../../pages/kit/batch-renewals';
import { policyChoices } from '../../../pages/kit/policy-choices';
import { ConfirmForm } from '../../../pages/components/confirmation';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { FormRoute } from '../../../pages/kit/form-route';
import { FormState } from '../../../pages/kit/form-state';
import { type Page, SeeOther } from '../../../pages/kit/page';
import { FormBody, Id } from '../../../pages/kit/parameters';
import { submitForm } from '../../../pages/kit/submit-form';
import { checkPage } from './import-check.view';
import { totalOf } from './import-counts.view';
import { importCrumbs, resultPage, undoneFacts, workingPage } from './import-page.view';
import { importPath, LeftOutQueryDto } from './import-paths';
import { choicesIn, recognizedForm, type RecognizedPolicy } from './import-policies.view';
import { leftOutPage } from './left-out.view';

const ROWS_PER_PAGE = 50;

/** An import from another license server: its progress, its check, its report and its undo. */
@ConsoleController('console/imports/:id')
@Authorized('imports:read')
export class ImportPageController {
  constructor(
    private readonly imports: ImportsService,
    private readonly starts: StartImportsService,
    private readonly samples: ImportSamplesService,
    private readonly policies: PoliciesService,
    private readonly plugins: PluginServices,
  ) {}

  @Get()
  async showServerImport(@CurrentCaller() caller: Caller, @Id() id: string): Promise<Page> {
    const of = await this.imports.get(id);
    const canWrite = isPermitted(caller, 'imports:write');
    if (isWorking(of)) {
      return workingPage({ of, canWrite });
    }
    if (of.state === 'ready') {
      const policies = await this.recognized(of);
      return this.checked({ of, canWrite, policies, form: recognizedForm(policies) });
    }
    return this.result(of, canWrite);
  }

  /** Imports the checked rows with the policies that a person has confirmed. */
  @Post('apply')
  @Authorized('imports:write')
  async confirmImport(@Id() id: string, @FormBody() body: FormValues): Promise<Page | SeeOther> {
    const of = await this.imports.get(id);
    const policies = await this.recognized(of);
    return submitForm({
      body,
      input: ConfirmImportDto,
      fields: () => ({ policies: choicesIn(policies, body) }),
      submit: async (input) => {
        await this.imports.apply(id, input.policies);
        return new SeeOther(importPath(id));
      },
      show: async (form) => this.checked({ of: await this.imports.get(id), canWrite: true, policies, form }),
    });
  }

  @Post('resume')
  @Authorized('imports:write')
  resumeInterruptedImport(@Id() id: string, @FormBody() body: FormValues): Promise<Page | SeeOther> {
    return submitForm({
      body,
      input: ResumeImportDto,
      fields: ({ token }) => (token ? { token } : {}),
      messages: { token: texts('serverImports').tokenWrong },
      submit: async ({ token }) => {
        await this.starts.resume(id, token);
        return new SeeOther(importPath(id));
      },
      show: async (form) => this.result(await this.imports.get(id), true, form),
    });
  }

  @FormRoute('undo')
  @Authorized('imports:write')
  async undoServerImport(@Id() id: string): Promise<ConfirmForm> {
    const t = texts('serverImports');
    const of = await this.imports.get(id);
    const count = totalOf(of, 'made');
    return new ConfirmForm({
      title: t.undoTitle({ count }),
      crumbs: [...importCrumbs(), { title: of.fileName, href: importPath(id) }],
      undo: { isPossible: false, text: t.undoAgain },
      about: undoneFacts(of),
      consequences: [
        { icon: 'trash-2', tone: 'bad', text: t.undoDeletes({ count }) },
        { icon: 'circle-pause', text: t.undoOnlyUnused },
      ],
      action: `${importPath(id)}/undo`,
      verb: t.undo,
      keep: { title: t.keep, href: importPath(id) },
      submit: async () => {
        await this.imports.undo(id);
        return new SeeOther(importPath(id));
      },
    });
  }

  @Get('left-out')
  async showLeftOutRows(@Id() id: string, @Query() query: LeftOutQueryDto): Promise<Page> {
    const of = await this.imports.get(id);
    const { after, before, ...filter } = query;
    const page = await this.imports.leftOut(of, filter, { limit: ROWS_PER_PAGE, after, before });
    return leftOutPage(of, query, page);
  }

  @Get('left-out.csv')
  async downloadRowsLeftOut(@Id() id: string, @Query() filter: LeftOutFilterDto): Promise<StreamableFile> {
    return leftOutFile(this.imports.allLeftOut(await this.imports.get(id), filter));
  }

  private async result(of: Import, canWrite: boolean, form = FormState.empty()): Promise<Page> {
    const renewals = this.plugins.find(BatchRenewals)?.path(batchOf(of)) ?? null;
    return resultPage({ of, canWrite, renewals, samples: await this.samples.leftOut(of), form });
  }

  /** Policies that exist already are used as they are. */
  private async recognized(of: Import): Promise<RecognizedPolicy[]> {
    return (await this.imports.policies(of)).filter(({ outcome }) => outcome === 'pending');
  }

  private async checked(data: {
    of: Import;
    canWrite: boolean;
    policies: RecognizedPolicy[];
    form: FormState;
  }): Promise<Page> {
    const [licenses, samples, choices] = await Promise.all([
      this.samples.licenses(data.of),
      this.samples.leftOut(data.of),
      policyChoices(this.policies, texts('serverImports').newPolicy),
    ]);
    return checkPage({ ...data, licenses, samples, choices });
  }
}
