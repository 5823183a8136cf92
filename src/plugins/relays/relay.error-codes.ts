import type { ErrorRows } from '../../plugin';

export const RELAY_ERRORS = {
  RELAY_NOT_FOUND: { of: 'NOT_FOUND', message: 'Relay not found', path: 'relays' },
  POOL_NOT_FREE: {
    kind: 'conflict',
    message: 'The license has less left than the pool',
    reason: 'not_free',
    when: 'A relay is to get more of a license than its sessions, devices and other relays leave.',
    remedy: 'Take a smaller pool, end sessions, deactivate devices, or raise the limit of the license.',
  },
  POOL_TOO_LARGE: { of: 'POOL_NOT_FREE', message: 'Only {free} of {of} are free', reason: 'not_free' },
  RELAY_POOL_EMPTY: { of: 'VALIDATION_ERROR', message: 'A pool has sessions, activations or meters', field: 'pool' },
  PROGRAM_HAS_METERS: {
    of: 'VALIDATION_ERROR',
    message: 'A program has meters alone, and renews by file',
    reason: 'not_allowed',
    field: 'pool',
  },
  POOL_INCOMPLETE: {
    of: 'VALIDATION_ERROR',
    message: 'The license has a limit of which the pool names no part',
    reason: 'required',
    field: 'pool',
  },
  POOL_METER_NOT_FOUND: {
    of: 'VALIDATION_ERROR',
    message: 'The license has no meter {meter}',
    reason: 'unknown',
    field: 'pool.meters',
  },
  RELAY_PARTNER_NOT_FOUND: {
    of: 'VALIDATION_ERROR',
    message: 'The license has no active relay with this id that is not itself a partner',
    reason: 'unknown',
    field: 'partner_of',
  },
  RELAY_HAS_PARTNER: {
    of: 'CONFLICT',
    message: 'The relay has a partner already',
    reason: 'exists',
    field: 'partner_of',
  },
  RELAY_POOL_OF_PARTNER: {
    of: 'VALIDATION_ERROR',
    message: 'A partner has the pool of the first relay: leave it out',
    field: 'pool',
  },
  RELAY_END_PAST: { of: 'VALIDATION_ERROR', message: 'The end of a relay is in the future', field: 'expires_at' },
  RELAY_FILE_TOO_LARGE: {
    of: 'CONFLICT',
    message: 'The relay file would be larger than {bytes} bytes',
    reason: 'too_large',
  },
  TOO_MANY_RELAYS: { of: 'CONFLICT', message: 'A license has at most {limit} active relays' },
  RELAY_REQUEST_INVALID: {
    of: 'RELEASE_CODE_OF_OTHER_LICENSE',
    message: 'The request is damaged or no request of a relay',
    field: 'request',
  },
  RELAY_RELEASE_INVALID: {
    of: 'RELEASE_CODE_OF_OTHER_LICENSE',
    message: 'The release code is not of the newest certificate of this relay',
    field: 'release_code',
  },
  RELAY_ENDED: {
    kind: 'conflict',
    message: 'The relay has ended',
    when: 'A relay whose pool was given back or came back is renewed or released.',
    remedy: 'Issue another relay.',
  },
  RELAY_NOT_RENEWED: {
    kind: 'conflict',
    message: 'The relay is not renewed any more',
    when: 'A relay asks for a renewal after its renewals were stopped, or was issued for a network without a way to the server.',
    remedy: 'Ask the vendor for a renewal or another relay.',
  },
  RELAY_PROOF_INVALID: {
    kind: 'unprocessable',
    message: 'The certificate or the proof of the relay is invalid',
    when: 'A certificate was changed or is not the newest, or the proof is not by its key or too old.',
    remedy: 'Check the clock of the relay, and import its newest file.',
  },
  REPORT_INVALID: {
    kind: 'unprocessable',
    message: 'The report is damaged, changed, or not by a relay of this server',
    reason: 'invalid',
    when: 'The signature of a report, or the certificate in it, is wrong, or its content is incomplete.',
    remedy: 'Export the report from the relay again.',
  },
  TOO_MANY_REPORTS: { of: 'CONFLICT', message: 'A relay has at most {limit} reports: issue another relay' },
  REPORT_FORKED: {
    kind: 'conflict',
    message: 'The report does not continue those of this relay',
    reason: 'forked',
    isRecorded: true,
    when: 'Two reports of a relay have the same number, or one names another report before it: its data were copied or restored.',
    remedy: 'Ask the customer where the relay runs, and issue another one.',
  },
  REPORT_NUMBER_TAKEN: {
    of: 'REPORT_FORKED',
    message: 'Report {seq} does not continue the reports of this relay: another report has this number',
    reason: 'forked',
    isRecorded: true,
  },
  REPORT_OF_OTHER_DATA: {
    of: 'REPORT_FORKED',
    message: 'Report {seq} does not continue the reports of this relay: other data have sent this number',
    reason: 'forked',
    isRecorded: true,
  },
  REPORT_AFTER_OTHER: {
    of: 'REPORT_FORKED',
    message: 'Report {seq} does not continue the reports of this relay: it names another report {before}',
    reason: 'forked',
    isRecorded: true,
  },
  REPORT_BEFORE_OTHER: {
    of: 'REPORT_FORKED',
    message: 'Report {seq} does not continue the reports of this relay: report {after} names another one',
    reason: 'forked',
    isRecorded: true,
  },
} as const satisfies ErrorRows;

declare module '../../core/common/errors/catalogue' {
  interface ModuleErrors extends Readonly<typeof RELAY_ERRORS> {}
}
