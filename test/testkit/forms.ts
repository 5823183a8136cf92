import { Browser, type Visit } from './browser';
import type { TestServer } from './server';

/** A part of a multipart form; files have a file name. */
export type FormPart = readonly [field: string, content: string | Buffer, filename?: string];

/** The body and the headers of a multipart form. */
export async function formOf(...parts: FormPart[]): Promise<{ body: Buffer; headers: Record<string, string> }> {
  const form = new FormData();
  for (const [field, content, filename] of parts) {
    if (filename === undefined) {
      form.append(field, String(content));
    } else {
      form.append(field, new Blob([new Uint8Array(Buffer.from(content))]), filename);
    }
  }
  const sent = new Response(form);
  return {
    body: Buffer.from(await sent.arrayBuffer()),
    headers: { 'content-type': sent.headers.get('content-type') ?? '' },
  };
}

/** The check of a file that was uploaded for an import. */
export interface CheckedImport extends Visit {
  /** The path of the check, to which the import is sent. */
  readonly path: string;
}

/** Uploads a file to the first step of an import of the console, and opens its check. */
export async function checkImport(browser: Browser, path: string, csv: string | Buffer): Promise<CheckedImport> {
  const { body, headers } = await formOf(['file', csv, 'rows.csv']);
  const { status, location = '' } = await browser.postBody(path, body, headers);
  expect([status, location]).toEqual([303, expect.stringMatching(new RegExp(`^${path}/\\d+$`))]);
  return { path: location, ...(await browser.get(location)) };
}

/** Imports a file that was checked, with the columns that were guessed. */
export function importChecked(browser: Browser, { path, html }: CheckedImport): Promise<Visit> {
  const [, checked = ''] = /name="checked" value="([^"]*)"/.exec(html) ?? [];
  const [form_id = ''] = /\d+$/.exec(path) ?? [];
  return browser.post(path, { do: 'import', checked, form_id });
}

/** The path of the check of a file that the first admin has uploaded. */
export async function checkedFile(server: TestServer, path: string, csv: string): Promise<string> {
  const browser = new Browser(server);
  await browser.signIn();
  return (await checkImport(browser, path, csv)).path;
}
