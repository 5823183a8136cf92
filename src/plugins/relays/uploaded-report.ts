import type { FastifyRequest } from 'fastify';
import { type FormValues, IN_MEMORY, isForm, receiveForm } from '../../core/common';
import { texts } from '../../core/i18n';
import { refusedField } from '../../pages/kit/form-state';
import { textIn } from '../../pages/kit/form-input';

/** Name of the field of the file. */
export const REPORT_FILE = 'file';
/** Bytes of a report. */
const MAX_REPORT = 262_144;

/** The fields of a form with a report, which is pasted in `report` or uploaded as a file. */
export interface SentReport {
  readonly fields: FormValues;
  /**
   * The text of the report.
   * @throws if there is none, or one in both ways
   */
  readonly read: () => string;
}

/** Reads a form with a report. One without a file need not be multipart. */
export async function receiveReportForm(request: FastifyRequest<{ Body?: FormValues }>): Promise<SentReport> {
  const file = { field: REPORT_FILE, maxBytes: MAX_REPORT };
  const { fields, files } = isForm(request)
    ? await receiveForm(request, [file], IN_MEMORY)
    : { fields: request.body ?? {}, files: new Map<string, Buffer>() };
  const uploaded = files.get(REPORT_FILE)?.toString('utf8').trim() ?? '';
  const pasted = textIn(fields, 'report').trim();
  const read = (): string => {
    if ((uploaded === '') === (pasted === '')) {
      throw refusedField('report', texts('relays').reportMissing);
    }
    return pasted || uploaded;
  };
  return { fields, read };
}
