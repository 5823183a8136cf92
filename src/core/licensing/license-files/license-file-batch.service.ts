import { Injectable } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import type { CsvRow } from '../../common/csv/csv-cells';
import { validateRows } from '../../common/csv/import-report';
import type { FieldProblem } from '../../common/errors/problem';
import { IssueLicenseFileDto } from '../../verification/license-files/dto/license-file.dto';
import type { LicenseFileOrder } from '../../verification/license-files/issue-license-file.service';
import { attemptFile, type BatchedFile, type BatchError, MAX_BATCH, readRequests } from './license-file-batch';
import { LicenseFilesService } from './license-files.service';

/** Issues many license files of a license, each in a transaction of its own. */
@Injectable()
export class LicenseFileBatchService {
  constructor(private readonly files: LicenseFilesService) {}

  /**
   * Issues a file for each request of a CSV file, in its order. Equal requests get one file.
   * @throws for a file that cannot be read, and for a license that does not exist
   */
  async issue(id: string, csv: Buffer): Promise<BatchedFile[]> {
    const rows = await readRequests(csv);
    await this.files.require(id);
    const { valid, problems } = await validateRows({ rows }, toInput);
    const results = new Map<string, BatchedFile>();
    const issued: BatchedFile[] = [];
    for (const { row, input } of valid) {
      const { request = '', machine_name: deviceName } = input;
      const first = results.get(request);
      const result =
        first ??
        (await attemptFile({ line: row, fileLine: row, deviceName }, () =>
          this.write(id, IssueLicenseFileDto.toOrder(input)),
        ));
      results.set(request, result);
      issued.push({ ...result, line: row });
    }
    const refused = rows.flatMap(({ row, cells }) => {
      const found = problems.find((problem) => problem.row === row);
      return found ? [{ line: row, fileLine: row, deviceName: cells.name || undefined, error: errorOf(found) }] : [];
    });
    return [...issued, ...refused].sort((one, other) => one.line - other.line);
  }

  /** Issues the next file of each active device without a connection: of at most 100, those whose files end first. */
  async renew(id: string): Promise<BatchedFile[]> {
    const results: BatchedFile[] = [];
    for (const [index, { fingerprint, encrypted, activation }] of (await this.files.offline(id, MAX_BATCH)).entries()) {
      const place = { line: index + 1, fileLine: index + 1, deviceName: activation?.name ?? undefined };
      const device = fingerprint === null ? undefined : { fingerprint };
      results.push(await attemptFile(place, () => this.write(id, { device, encrypted })));
    }
    return results;
  }

  private async write(
    id: string,
    order: LicenseFileOrder,
  ): Promise<Pick<BatchedFile, 'fingerprint' | 'text' | 'expiresAt'>> {
    const { file, text } = await this.files.issue(id, order);
    return { fingerprint: file.fingerprint, text, expiresAt: file.expiresAt };
  }
}

function toInput({ request, name }: CsvRow<'request' | 'name'>['cells']): IssueLicenseFileDto {
  return plainToInstance(IssueLicenseFileDto, { request, ...(name !== '' && { machine_name: name }) });
}

function errorOf(found: FieldProblem): BatchError {
  return { code: 'VALIDATION_ERROR', message: found.message, cause: found };
}
