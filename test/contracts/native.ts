import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ApiContract } from '../support/contracts';

const FOLDER = join(__dirname, 'native');

/** Each file of the folder has the operations of a tag. */
const parts = readdirSync(FOLDER).map(partOf);

export const contract: ApiContract = {
  calls: Object.assign({}, ...parts.map(({ calls }) => calls)),
  callers: Object.assign({}, ...parts.map(({ callers }) => callers)),
  guarded: { url: '/api/v1/licenses', kind: 'internal', refused: 429 },
};

function partOf(file: string): ApiContract {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- Found by its name, so that nothing lists it.
  return (require(join(FOLDER, file)) as { contract: ApiContract }).contract;
}
