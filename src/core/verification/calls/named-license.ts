import type { IncomingHttpHeaders } from 'node:http';
import { headerText } from '../../common/http/header-text';
import type { NamedLicense, NamedLicenseReader } from '../../common/limits/license-calls.decorator';

export const HARDWARE_ID = 'X-Hardware-Id';

const LICENSE = /^License +(.+)$/i;

type Fields = Readonly<Record<string, unknown>>;

/** The license and the device of a client call, as sent: a ticket in its path, its body, its headers or its query. */
export const namedLicenseIn: NamedLicenseReader = ({ body, headers, query, params }): NamedLicense | undefined => {
  const sent = fieldsOf(body);
  const asked = fieldsOf(query);
  const credential =
    textIn(fieldsOf(params).ticket) ?? textIn(sent.license_key) ?? licenseKeyIn(headers) ?? textIn(asked.license_key);
  const device = deviceIn(sent.hardware_id ?? headers[HARDWARE_ID.toLowerCase()] ?? asked.hardware_id);
  return credential === undefined ? undefined : { credential, ...(device !== undefined && { device }) };
};

/** The license key in the headers of a request without a body. */
export function licenseKeyIn({ authorization = '' }: IncomingHttpHeaders): string | undefined {
  const sent = LICENSE.exec(authorization)?.[1];
  return sent === undefined ? undefined : headerText(sent).trim();
}

function deviceIn(hardwareId: unknown): string | undefined {
  return typeof hardwareId === 'object' ? JSON.stringify(hardwareId) : textIn(hardwareId);
}

function fieldsOf(part: unknown): Fields {
  return (part ?? {}) as Fields;
}

function textIn(value: unknown): string | undefined {
  return typeof value === 'string' ? value.trim() || undefined : undefined;
}
