/** The license or the customer that a path names. */
export interface RequestSubject {
  readonly license?: string;
  readonly customer?: string;
}

const SUBJECT = /\/(license|customer)s?(?:\/[a-z-]+)?\/:(\w+)/;

/** @param route pattern of the path, such as `/api/v1/licenses/:id/requests` or `/api/license/info/:key` */
export function subjectIn(route: string, parameters: unknown): RequestSubject {
  const [, kind, name = ''] = SUBJECT.exec(route) ?? [];
  const value = new Map(Object.entries(parameters ?? {})).get(name) as unknown;
  return kind !== undefined && typeof value === 'string' && value !== '' ? { [kind]: value } : {};
}
