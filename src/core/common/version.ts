import { readProjectFile } from './project';

const { version } = JSON.parse(readProjectFile('package.json')) as { version: string };

/** Version of the server; the SDK has the same version. */
export const VERSION = version;
