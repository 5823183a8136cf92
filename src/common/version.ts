import { readProjectFile } from './project';

const { version }: { version: string } = JSON.parse(readProjectFile('package.json'));

/** Of the server; the SDK's follows it. */
export const VERSION = version;
