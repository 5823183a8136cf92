import { SETTING_NAMES } from '../../src/platform/config/read-settings';
import { readProjectFile } from '../../src/common/project';
import { DIALECT_ENV } from '../../src/start/all-dialects';
import { composeEnvironment, kubernetesManifest } from '../support/deploy-files';

const NAMES = [...SETTING_NAMES, ...DIALECT_ENV.map(({ name }) => name)];
const ROWS = readProjectFile('README.md')
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .join('\n');

it.each(NAMES)('docker-compose.yml passes %s from .env', (name) => {
  expect(composeEnvironment({ [name]: 'as the operator wishes' })).toHaveProperty(name, 'as the operator wishes');
});

it.each(NAMES)('the README documents %s', (name) => {
  expect(ROWS).toContain(`\`${name}\``);
});

it('the Kubernetes manifests name no setting that the server does not have', () => {
  const given = [
    ...Object.keys(kubernetesManifest('config.yaml').data),
    ...Object.keys(kubernetesManifest('secret.example.yaml').stringData),
  ];
  expect(given).toContain('DATABASE_URL');
  expect(given.filter((name) => !NAMES.includes(name))).toEqual([]);
});
