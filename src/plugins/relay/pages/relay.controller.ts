import { Body, Get, Param, Post, Query, Req, Res, type StreamableFile } from '@nestjs/common';
import { IsIn, IsString } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  fileAnswer,
  type FormValues,
  IN_MEMORY,
  RateLimited,
  receiveForm,
  TakesFiles,
  UuidPipe,
} from '../../../core/common';
import { PAGE_LANGUAGES, setLanguage, texts } from '../../../core/i18n';
import { EndSessionService, ListSessionsService } from '../../../core/verification';
import { textIn } from '../../../pages/kit/form-input';
import { FormState } from '../../../pages/kit/form-state';
import { localPath } from '../../../pages/kit/local-path';
import { type Page, SeeOther } from '../../../pages/kit/page';
import { attemptChange } from '../../../pages/kit/submit-form';
import { AdminWordService } from '../admin-word.service';
import { MAX_FILE_BYTES } from '../cli/relay-file';
import { PairService } from '../pair/pair.service';
import { RelayOverviewService } from '../relay-overview.service';
import { RelayPoolService } from '../relay-pool.service';
import { RelayReportsService } from '../relay-reports.service';
import { REPORT_NAMES, type ReportNames } from '../report-claims';
import { RelayController } from './relay-controller.decorator';
import { overviewPage } from './relay-overview';
import { endPath } from './relay-paths';
import { setupPage } from './relay-setup';
import { endPage, importPage, reportPage, takeOverPage } from './word-forms';

class RelayLanguageDto {
  @IsIn(PAGE_LANGUAGES)
  language!: string;

  /** Path of the page to open then. */
  @IsString()
  next: string = '';
}

/** The pages of a relay. Each change asks for the admin password. */
@RelayController('')
@RateLimited()
export class RelayPagesController {
  constructor(
    private readonly overview: RelayOverviewService,
    private readonly word: AdminWordService,
    private readonly pool: RelayPoolService,
    private readonly reports: RelayReportsService,
    private readonly sessions: ListSessionsService,
    private readonly ending: EndSessionService,
    private readonly pair: PairService,
  ) {}

  @Get()
  async showRelay(@Query('after') after?: unknown): Promise<Page> {
    if (!this.pool.served) {
      return setupPage(await this.pool.request());
    }
    return overviewPage(await this.overview.read(typeof after === 'string' ? after : undefined));
  }

  @Post('relay/language')
  saveRelayLanguage(
    @Body() { language, next }: RelayLanguageDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): SeeOther {
    setLanguage(request, reply, language);
    return new SeeOther(localPath(next) ?? '/');
  }

  @Get('relay/import')
  showRelayImport(): Page {
    return importPage(FormState.empty());
  }

  @Post('relay/import')
  @TakesFiles()
  @RateLimited('change')
  async importRelayFile(@Req() request: FastifyRequest): Promise<Page | SeeOther> {
    const { fields, files } = await receiveForm(request, [{ field: 'file', maxBytes: MAX_FILE_BYTES }], IN_MEMORY);
    return attemptChange({
      submit: async () => {
        await this.word.require(textIn(fields, 'word'));
        await this.pool.take(files.get('file')?.toString('utf8') ?? '');
        return SeeOther.done('/', texts('relay').imported);
      },
      show: importPage,
    });
  }

  @Get('relay/report')
  showWrittenReport(): Page {
    return reportPage(FormState.of({ users: 'none' }));
  }

  @Post('relay/report')
  @RateLimited('change')
  async exportWrittenReport(@Body() body: FormValues = {}): Promise<Page | SeeOther | StreamableFile> {
    const written: { seq: number; report: string }[] = [];
    const page = await attemptChange({
      submit: async () => {
        await this.word.require(textIn(body, 'word'));
        written.push(await this.reports.write(namesIn(body)));
        return new SeeOther('/');
      },
      show: reportPage,
    });
    const [report] = written;
    return report ? reportFile(report) : page;
  }

  @Get('relay/take-over')
  showTakeOver(): Page {
    return takeOverPage(this.pair.overview()?.longestWait ?? 0, FormState.empty());
  }

  @Post('relay/take-over')
  @RateLimited('change')
  async takeOverPartner(@Body() body: FormValues = {}): Promise<Page | SeeOther> {
    return attemptChange({
      submit: async () => {
        await this.word.require(textIn(body, 'word'));
        await this.pair.takeOver();
        return SeeOther.done('/', texts('relay').takeOverDone);
      },
      show: (form) => takeOverPage(this.pair.overview()?.longestWait ?? 0, form),
    });
  }

  @Get('relay/sessions/:id/end')
  async showRelaySessionEnd(@Param('id', UuidPipe) id: string): Promise<Page> {
    return endPage(endPath(id), await this.deviceOf(id), FormState.empty());
  }

  @Post('relay/sessions/:id/end')
  @RateLimited('change')
  async endRelaySession(@Param('id', UuidPipe) id: string, @Body() body: FormValues = {}): Promise<Page | SeeOther> {
    const device = await this.deviceOf(id);
    return attemptChange({
      submit: async () => {
        await this.word.require(textIn(body, 'word'));
        await this.ending.end(id);
        return SeeOther.done('/', texts('relay').endDone({ device }));
      },
      show: (form) => endPage(endPath(id), device, form),
    });
  }

  private async deviceOf(id: string): Promise<string> {
    const { activation } = await this.sessions.get(id);
    return activation.name ?? activation.fingerprint;
  }
}

function namesIn(body: FormValues): ReportNames {
  const sent = textIn(body, 'users');
  return REPORT_NAMES.find((names) => names === sent) ?? 'none';
}

function reportFile({ seq, report }: { seq: number; report: string }): StreamableFile {
  const bytes = Buffer.from(`${report}\n`);
  return fileAnswer(`keyward-report-${seq}.jws`, bytes.length, chunks(bytes));
}

async function* chunks(bytes: Buffer): AsyncGenerator<Buffer> {
  yield await Promise.resolve(bytes);
}
