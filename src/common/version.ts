import { readProjectFile } from './project';

const { version } = JSON.parse(readProjectFile('package.json')) as { version: string };

/** Of the server; the SDK's follows it. */
export const VERSION = version;
