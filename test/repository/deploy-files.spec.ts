import { readdirSync } from 'node:fs';
import { parse } from 'yaml';
import { SETTING_NAMES } from '../../src/core/platform/config/read-settings';
import { readProjectFile } from '../../src/core/common/project';
import { DIALECT_ENV } from '../../src/core/start/all-dialects';
import { composeEnvironment, kubernetesManifest } from '../support/deploy-files';

const NAMES = [...SETTING_NAMES, ...DIALECT_ENV.map(({ name }) => name)];
const ROWS = readProjectFile('docs/settings.md')
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .join('\n');

it.each(NAMES)('docker-compose.yml passes %s from .env', (name) => {
  expect(composeEnvironment({ [name]: 'as the operator wishes' })).toHaveProperty(name, 'as the operator wishes');
});

it.each(NAMES)('docs/settings.md documents %s', (name) => {
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

describe('with the profile monitoring, docker-compose.yml', () => {
  const { services } = parse(readProjectFile('docker-compose.yml'));
  const provisioned = (file: string) => parse(readProjectFile(`deploy/grafana/provisioning/${file}`));
  /** The folder of the repository that a service has at a path. */
  const folderAt = (service: string, path: string): string => {
    const mounts: string[][] = services[service].volumes.map((mount: string) => mount.split(':'));
    return mounts.find(([, target]) => target === path)?.[0] ?? '';
  };
  const filesAt = (service: string, path: string): string[] => readdirSync(folderAt(service, path));

  it('gives Grafana the dashboards and the data source that they read', () => {
    expect(filesAt('grafana', '/etc/grafana/provisioning').sort()).toEqual(['dashboards', 'datasources']);
    const [{ options }] = provisioned('dashboards/keyward.yml').providers;
    const dashboards = filesAt('grafana', options.path);
    expect(dashboards).toContain('keyward.json');
    const [{ uid, url }] = provisioned('datasources/prometheus.yml').datasources;
    expect(Object.keys(services)).toContain(new URL(url).hostname);
    const read = dashboards.flatMap((name) => [
      ...readProjectFile(`deploy/grafana/dashboards/${name}`).matchAll(/"datasource": \{[^}]*"uid": "([^"]*)"/g),
    ]);
    expect(new Set(read.map(([, name]) => name))).toEqual(new Set([uid]));
  });

  it('gives Prometheus its configuration, its rules, the token and the name of the server', () => {
    const [, path = ''] = /--config\.file=(\S+)/.exec(services.prometheus.command.join(' ')) ?? [];
    const folder = path.slice(0, path.lastIndexOf('/'));
    const { rule_files: rules, scrape_configs: jobs } = parse(readProjectFile('deploy/prometheus/prometheus.yml'));
    expect(filesAt('prometheus', folder)).toEqual(expect.arrayContaining([path.slice(folder.length + 1), ...rules]));
    const [{ authorization, dns_sd_configs: names }] = jobs;
    expect(services.prometheus.entrypoint.join(' ')).toContain(`> ${authorization.credentials_file} `);
    expect(Object.keys(services)).toEqual(expect.arrayContaining(names[0].names));
  });
});
