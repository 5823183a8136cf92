import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_DIR, readProjectFile } from '../../../core/common/project';

export interface DocumentResource {
  readonly uri: string;
  readonly name: string;
  readonly title: string;
  readonly mimeType: string;
  readonly file: string;
}

const LLMS = 'openapi/llms.txt';

/** The descriptions of the APIs that are part of this installation; an image has no pages in `docs`. */
export function documentResources(): DocumentResource[] {
  return [
    resource(LLMS, 'Guide for coding assistants', 'text/plain'),
    resource('openapi.json', 'OpenAPI document of the native API', 'application/json'),
    ...filesIn('openapi', '.json').map((file) => resource(file, `OpenAPI document: ${file}`, 'application/json')),
    ...filesIn('docs', '.md').map((file) => resource(file, headingOf(file), 'text/markdown')),
    ...filesIn('docs/operate', '.md').map((file) => resource(file, headingOf(file), 'text/markdown')),
  ];
}

export function readResource({ file }: DocumentResource): string {
  return readProjectFile(file);
}

function resource(file: string, title: string, mimeType: string): DocumentResource {
  return { uri: `keyward://${file}`, name: file, title, mimeType, file };
}

function filesIn(folder: string, extension: string): string[] {
  const path = join(PROJECT_DIR, folder);
  const names = existsSync(path) ? readdirSync(path).sort() : [];
  return names.filter((name) => name.endsWith(extension)).map((name) => `${folder}/${name}`);
}

function headingOf(file: string): string {
  const [, heading = file] = /^# (.+)$/m.exec(readProjectFile(file)) ?? [];
  return heading;
}
