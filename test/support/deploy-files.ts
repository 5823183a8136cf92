import { parse } from 'yaml';
import { readProjectFile } from '../../src/core/common/project';

/** The environment that docker-compose.yml gives the server with this `.env`. */
export function composeEnvironment(values: Record<string, string>): Record<string, string> {
  const [, block = ''] = /^ {4}environment:\n((?: {6}.*\n)+)/m.exec(readProjectFile('docker-compose.yml')) ?? [];
  const entries = [...block.matchAll(/^ {6}(\w+): \$\{(\w+):-(.*)\}$/gm)];
  return Object.fromEntries(
    entries.map(([, name = '', from = '', fallback = '']): [string, string] => [name, values[from] ?? fallback]),
  );
}

export const kubernetesManifest = (name: string) => parse(readProjectFile(`deploy/kubernetes/${name}`));
