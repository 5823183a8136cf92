import { existsSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { PROJECT_DIR, readProjectFile } from '../../../core/common/project';

export interface DocumentResource {
  readonly uri: string;
  readonly name: string;
  readonly title: string;
  readonly mimeType: string;
  readonly file: string;
}

const LLMS = 'openapi/llms.txt';

/** The descriptions of the APIs, and the pages: those of `docs` in a checkout, in a package those of the built site. */
export function documentResources(): DocumentResource[] {
  return [
    resource(LLMS, 'Guide for coding assistants', 'text/plain'),
    resource('openapi.json', 'OpenAPI document of the native API', 'application/json'),
    ...filesIn('openapi', '.json').map((file) => resource(file, `OpenAPI document: ${file}`, 'application/json')),
    ...pages().map((file) => resource(file, headingOf(file), 'text/markdown')),
  ];
}

/** The pages about the API say less than its document. */
function pages(): string[] {
  const ofCheckout = filesIn('docs', '.md');
  return ofCheckout.length > 0
    ? ofCheckout
    : filesIn('site', '.md').filter((file) => !file.startsWith('site/reference/api/'));
}

export function readResource({ file }: DocumentResource): string {
  return readProjectFile(file);
}

function resource(file: string, title: string, mimeType: string): DocumentResource {
  return { uri: `keyward://${file}`, name: file, title, mimeType, file };
}

function filesIn(folder: string, extension: string): string[] {
  const path = join(PROJECT_DIR, folder);
  const names = existsSync(path) ? readdirSync(path, { recursive: true, encoding: 'utf8' }).sort() : [];
  return names.filter((name) => name.endsWith(extension)).map((name) => `${folder}/${name.replaceAll(sep, '/')}`);
}

function headingOf(file: string): string {
  const [, heading = file] = /^# (.+)$/m.exec(readProjectFile(file)) ?? [];
  return heading;
}
