import { Get, Param, Post, Query } from '@nestjs/common';
import { Authorized } from '../../common/access/authorized.decorator';
import type { FormValues } from '../../common/http/form-fields';
import { UuidPipe } from '../../common/validation/id.pipes';
import { currentCaller, isPermitted } from '../../identity/permissions/caller';
import { Permission } from '../../identity/permissions/permission';
import { LicenseFilesService } from '../../licensing/license-files/license-files.service';
import { LicensesService } from '../../licensing/licenses/licenses.service';
import { ConsoleController } from '../frame/console-controller.decorator';
import { FormState } from '../kit/form-state';
import { type Page, SeeOther } from '../kit/page';
import { submitForm } from '../kit/submit-form';
import { texts } from '../../i18n/texts';
import { FileListQueryDto, IssueFileFormDto, orderIn, releaseCodeIn, ReleaseFormDto } from './license-file-form';
import { issuedFilePage } from './issued-file.view';
import { filesPage } from './license-files.view';
import { LicenseIdPipe } from './license-id.pipe';
import { licensePath, verbPath } from './license-paths';
import { nameOf } from './license-seats.view';
import { pageOrError } from './page-or-error';
import { FormBody } from '../kit/parameters';

const FILES_PER_PAGE = 20;

/** License files, and computers without network. */
@ConsoleController('license/edit/:id')
export class LicenseFilesController {
  constructor(
    private readonly licenses: LicensesService,
    private readonly files: LicenseFilesService,
  ) {}

  @Get('files')
  @Authorized(Permission.LicensesRead)
  showFiles(@Param('id', LicenseIdPipe) id: string, @Query() { after }: FileListQueryDto): Promise<Page> {
    return this.page(id, FormState.empty(), after);
  }

  /** Answers with the file: its text is not stored, so that no other page could show it. */
  @Post('files')
  @Authorized(Permission.LicensesWrite)
  issueFile(@Param('id', LicenseIdPipe) id: string, @FormBody() body: FormValues): Promise<Page | SeeOther> {
    const t = texts('licenseFiles');
    const messages = {
      request: t.badRequest,
      hardware_id: t.badFingerprint,
      machine_name: t.badName,
      ttl_days: t.badDays,
    };
    return submitForm({
      body,
      input: IssueFileFormDto,
      messages,
      submit: () =>
        pageOrError(verbPath(id, 'files'), async () => {
          const issued = await this.files.issue(id, await orderIn(body));
          const { license } = await this.licenses.get(id);
          return issuedFilePage(license, issued);
        }),
      show: (form) => this.page(id, form),
    });
  }

  @Post('files/:file/revoke')
  @Authorized(Permission.LicensesWrite)
  async revokeFile(@Param('id', LicenseIdPipe) id: string, @Param('file', UuidPipe) file: string): Promise<SeeOther> {
    await this.files.revoke(id, file);
    return SeeOther.done(verbPath(id, 'files'), texts('licenseFiles').isRevoked);
  }

  @Post('release')
  @Authorized(Permission.LicensesWrite)
  releaseDevice(@Param('id', LicenseIdPipe) id: string, @FormBody() body: FormValues): Promise<Page | SeeOther> {
    const t = texts('licenseFiles');
    return submitForm({
      body,
      input: ReleaseFormDto,
      messages: { code: t.badRelease, ALREADY_RELEASED: t.alreadyReleased },
      submit: async () => {
        const device = await this.files.release(id, await releaseCodeIn(body));
        return SeeOther.done(licensePath(id), t.released({ device: nameOf(device) }));
      },
      show: (form) => this.page(id, form),
    });
  }

  private async page(id: string, form: FormState, after?: string): Promise<Page> {
    const { license } = await this.licenses.get(id);
    const files = await this.files.list(id, { limit: FILES_PER_PAGE, after });
    const canWrite = isPermitted(currentCaller(), Permission.LicensesWrite);
    return filesPage({ license, files, form, canWrite });
  }
}
