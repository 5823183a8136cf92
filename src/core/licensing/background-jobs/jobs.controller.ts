import { Controller, Delete, Get, HttpCode, Param, Post, Query, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import { Authorized } from '../../common/access/authorized.decorator';
import { csvFile } from '../../common/csv/csv-file';
import { problem } from '../../common/errors/domain-error';
import { Answers } from '../../common/openapi/answers.decorator';
import { ApiTag } from '../../common/openapi/api-tag.decorator';
import { mapPages } from '../../common/pagination/map-pages';
import { toPage } from '../../common/pagination/to-page';
import { UuidPipe } from '../../common/validation/id.pipes';
import { Permission } from '../../identity/permissions/permission';
import { BackgroundJobRowsService } from '../../platform/background-jobs/background-job-rows.service';
import { BackgroundJobsService } from '../../platform/background-jobs/background-jobs.service';
import { visibleJobs } from './visible-jobs';
import { ExportJobsService } from './export-jobs.service';
import {
  JobDto,
  JobPageDto,
  JobRowDto,
  JobRowPageDto,
  ListJobRowsDto,
  ListJobsDto,
  RESULT_FIELDS,
  StartedJobDto,
} from './dto/job.dto';

@ApiTag('jobs', 'Follow, stop and undo changes that run in the background, and download exports.')
@Controller('api/v1/jobs')
export class JobsController {
  constructor(
    private readonly jobs: BackgroundJobsService,
    private readonly rows: BackgroundJobRowsService,
    private readonly exports: ExportJobsService,
  ) {}

  /**
   * List changes, newest first. They are kept for 30 days after their end. An API key that is restricted to products sees only
   * the jobs that it started. Exports are not listed, but found by their IDs.
   */
  @Get()
  @Authorized(Permission.LicensesRead)
  async listJobs(@Query() { q, ...page }: ListJobsDto): Promise<JobPageDto> {
    return toPage(await this.jobs.list(page, visibleJobs(), q), (job) => JobDto.from(job));
  }

  /** Get a job with its progress. */
  @Get(':id')
  @Authorized(Permission.LicensesRead)
  async getJob(@Param('id', UuidPipe) id: string): Promise<JobDto> {
    const job = await this.jobs.find(id, visibleJobs());
    return job ? JobDto.from(job) : JobDto.ofExport(await this.exports.get(id));
  }

  /** List the rows of a change, in the order of the run. Exports have no such rows. */
  @Get(':id/rows')
  @Authorized(Permission.LicensesRead)
  async listJobRows(
    @Param('id', UuidPipe) id: string,
    @Query() { outcome, reason, q, ...page }: ListJobRowsDto,
  ): Promise<JobRowPageDto> {
    const job = await this.jobs.find(id, visibleJobs());
    if (!job) {
      await this.exports.get(id);
      return { items: [], next: null };
    }
    return toPage(await this.rows.list(job, { outcomes: outcome, reason, q }, page), (row) => JobRowDto.from(row));
  }

  /**
   * Download the rows of a change, or the file of an export, as CSV. The file is kept for a day after the end of the export,
   * for its creator and for those who manage users. Values that a spreadsheet would run as a formula are prefixed with an
   * apostrophe.
   */
  @Get(':id/result.csv')
  @Answers(409, 'The export is not done.', 'EXPORT_NOT_READY')
  @ApiProduces('text/csv')
  @ApiOkResponse({ description: 'The file.', schema: { type: 'string', format: 'binary' } })
  @Authorized(Permission.LicensesRead)
  async downloadJobResult(@Param('id', UuidPipe) id: string): Promise<StreamableFile> {
    const job = await this.jobs.find(id, visibleJobs());
    if (!job) {
      return this.exports.download(await this.exports.get(id));
    }
    const pages = this.rows.all(job);
    return csvFile(
      'result.csv',
      RESULT_FIELDS,
      mapPages(pages, (row) => JobRowDto.from(row)),
    );
  }

  /** Stop a job. The rows that it is changing are finished; the others are not touched. A stopped export has no file. */
  @Post(':id/stop')
  @HttpCode(200)
  @Answers(409, 'The job has already finished.', 'JOB_FINISHED')
  @Authorized(Permission.LicensesWrite)
  async stopJob(@Param('id', UuidPipe) id: string): Promise<JobDto> {
    const exported = await this.exports.find(id);
    return exported
      ? JobDto.ofExport(await this.exports.stop(exported))
      : JobDto.from(await this.jobs.stop(id, visibleJobs()));
  }

  /** Start a job that undoes a finished one. Licenses that were changed since are not changed back. */
  @Post(':id/undo')
  @HttpCode(202)
  @Answers(409, 'The job cannot be undone, or has been.', 'JOB_NOT_UNDOABLE', 'JOB_UNDONE')
  @Authorized(Permission.LicensesWrite)
  async undoJob(@Param('id', UuidPipe) id: string): Promise<StartedJobDto> {
    if (await this.exports.find(id)) {
      throw problem('JOB_NOT_UNDOABLE');
    }
    return StartedJobDto.from(await this.jobs.undo(id, visibleJobs()));
  }

  /** Delete an export with its file. Changes are kept for 30 days and cannot be deleted. */
  @Delete(':id')
  @HttpCode(204)
  @Authorized(Permission.LicensesWrite)
  async deleteExport(@Param('id', UuidPipe) id: string): Promise<void> {
    const exported = await this.exports.find(id);
    if (!exported) {
      throw problem('EXPORT_NOT_FOUND');
    }
    await this.exports.delete(exported);
  }
}
