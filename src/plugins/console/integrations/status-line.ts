import { STATUS_CODES } from 'node:http';

/** 503 Service Unavailable */
export function statusLine(status: number): string {
  return [status, STATUS_CODES[status]].filter(Boolean).join(' ');
}
