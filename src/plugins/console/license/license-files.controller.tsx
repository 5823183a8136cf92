import { Get, Param, Post, Query } from '@nestjs/common';
import { Authorized, type FieldProblem, type FormValues, UuidPipe } from '../../../core/common';
import { currentCaller, isPermitted, Permission } from '../../../core/identity';
import { LicenseFilesService, type LicenseWithUsage } from '../../../core/licensing';
import type { OfflineDevice } from '../../../core/licensing/internal';
import { type IssuedLicenseFile, LicenseRefused } from '../../../core/verification';
import { IssueLicenseFileDto, ReleaseOfflineDeviceDto } from '../../../core/verification/internal';
import { texts } from '../../../core/i18n';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { optionalIn } from '../../../pages/kit/form-input';
import { type FormMessages, FormState, refusedField } from '../../../pages/kit/form-state';
import { type Page, SeeOther } from '../../../pages/kit/page';
import { FormBody } from '../../../pages/kit/parameters';
import { licensePath } from '../../../pages/kit/record-paths';
import { attemptChange, submitFields } from '../../../pages/kit/submit-form';
import { issuedFilePage } from './issued-file.view';
import {
  fieldOf,
  fileGroups,
  FILES_PER_PAGE,
  offlinePage,
  type OfflineTask,
  TASK_FIELDS,
  TASKS,
} from './license-files.view';
import { verbPath } from './license-paths';
import { nameOf } from './license-seats.view';
import { PathLicense } from './path-license';

/** Devices without network, and their license files. */
@ConsoleController('license/edit/:id')
export class LicenseFilesController {
  constructor(private readonly files: LicenseFilesService) {}

  /** The code that was pasted is in the address: its device is shown before anything is saved. */
  @Get('files')
  @Authorized(Permission.LicensesRead)
  showFiles(@PathLicense() used: LicenseWithUsage, @Query() query: FormValues): Promise<Page | SeeOther> {
    const task = taskIn(query);
    return attemptChange({
      body: query,
      messages: messagesOf(task),
      submit: async () => this.page(used, task, FormState.of(query), query, await this.deviceOf(used, task, query)),
      show: (form) => this.page(used, task, form, query),
    });
  }

  /** Answers with the file: its text is not stored, so that no other page could show it. */
  @Post('files')
  @Authorized(Permission.LicensesWrite)
  issueFile(@PathLicense() used: LicenseWithUsage, @FormBody() body: FormValues): Promise<Page | SeeOther> {
    const task = taskIn(body);
    return submitFields({
      body,
      groups: [{ rows: [fieldOf(task)] }, ...fileGroups({ used })],
      texts: texts('licenseFiles'),
      input: IssueLicenseFileDto,
      check: () => Promise.resolve(unusedFields(task, body)),
      submit: async (input) => issuedFilePage(used.license, await this.issue(used, task, input)),
      show: (form) => this.page(used, task, form),
    });
  }

  @Post('files/:file/revoke')
  @Authorized(Permission.LicensesWrite)
  async revokeFile(
    @PathLicense() { license: { uid } }: LicenseWithUsage,
    @Param('file', UuidPipe) file: string,
  ): Promise<SeeOther> {
    await this.files.revoke(uid, file);
    return SeeOther.done(verbPath(uid, 'files'), texts('licenseFiles').isRevoked);
  }

  /** A press of Enter in the form of a release code. */
  @Get('release')
  @Authorized(Permission.LicensesRead)
  showRelease(@PathLicense() used: LicenseWithUsage, @Query() query: FormValues): Promise<Page | SeeOther> {
    return this.showFiles(used, { ...query, task: 'release' });
  }

  @Post('release')
  @Authorized(Permission.LicensesWrite)
  releaseDevice(@PathLicense() used: LicenseWithUsage, @FormBody() body: FormValues): Promise<Page | SeeOther> {
    const t = texts('licenseFiles');
    const { uid } = used.license;
    return submitFields({
      body,
      groups: [{ rows: [fieldOf('release')] }],
      texts: t,
      input: ReleaseOfflineDeviceDto,
      messages: messagesOf('release'),
      submit: async ({ code }) => {
        const device = await this.files.release(uid, code);
        return SeeOther.done(licensePath(uid), t.released({ device: nameOf(device) }));
      },
      show: (form) => this.page(used, 'release', form),
    });
  }

  /** A license that refuses the device says so beside its field. */
  private async issue(
    { license }: LicenseWithUsage,
    task: OfflineTask,
    input: IssueLicenseFileDto,
  ): Promise<IssuedLicenseFile> {
    try {
      return await this.files.issue(license.uid, IssueLicenseFileDto.toOrder(input));
    } catch (error) {
      throw error instanceof LicenseRefused
        ? refusedField(TASK_FIELDS[task], texts('licenseActions').refusedWith({ code: error.code }), 'refused')
        : error;
    }
  }

  /** Null for any device; undefined before something was entered. */
  private async deviceOf(
    { license: { uid } }: LicenseWithUsage,
    task: OfflineTask,
    query: FormValues,
  ): Promise<OfflineDevice | null | undefined> {
    const text = optionalIn(query, TASK_FIELDS[task]);
    if (text === undefined) {
      return task === 'create' && Object.hasOwn(query, TASK_FIELDS.create) ? null : undefined;
    }
    switch (task) {
      case 'activate':
        return this.files.deviceOf(uid, { request: text });
      case 'create':
        return this.files.deviceOf(uid, { fingerprint: text });
      case 'release':
        return this.files.releasedDevice(uid, text);
    }
  }

  private async page(
    used: LicenseWithUsage,
    task: OfflineTask,
    form: FormState,
    query: FormValues = {},
    device?: OfflineDevice | null,
  ): Promise<Page> {
    const place = { after: optionalIn(query, 'after'), trail: optionalIn(query, 'trail') };
    const files = await this.files.list(used.license.uid, { limit: FILES_PER_PAGE, after: place.after });
    const canWrite = isPermitted(currentCaller(), Permission.LicensesWrite);
    return offlinePage({ used, task, device, files, place, canWrite }, form);
  }
}

function taskIn(values: FormValues): OfflineTask {
  return TASKS.find((task) => task === values.task) ?? 'activate';
}

function messagesOf(task: OfflineTask): FormMessages {
  const { codeWrong, fingerprintWrong, releaseCodeWrong, alreadyReleased } = texts('licenseFiles');
  const wrong = { activate: codeWrong, create: fingerprintWrong, release: releaseCodeWrong };
  return { [TASK_FIELDS[task]]: wrong[task], ALREADY_RELEASED: alreadyReleased };
}

/** A file for any device is asked for by its own task, and has no name of a device. */
function unusedFields(task: OfflineTask, body: FormValues): FieldProblem[] {
  const t = texts('licenseFiles');
  const problem = (field: string, message: string) => [{ field, reason: 'missing', message, isTranslated: true }];
  if (optionalIn(body, TASK_FIELDS[task]) !== undefined) {
    return [];
  }
  if (task === 'activate') {
    return problem(TASK_FIELDS.activate, t.codeWrong);
  }
  return optionalIn(body, 'machine_name') === undefined ? [] : problem('machine_name', t.nameUnused);
}
