import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { expectText } from './npm.mjs';
import { exists, run } from './run.mjs';
import { madeTwice, neutralize } from './twice.mjs';

const HELM = 'helm.sh/helm/v3/cmd/helm@v3.14.4';

/** The chart, checked and rendered by Helm with values of somebody's own. */
export async function releaseChart(context) {
  const { project, version, work, report } = context;
  const helm = await helmIn(work);
  const chart = join(project, 'deploy/kubernetes');
  await run(helm, ['lint', '--strict', chart]);
  const values = ['image=registry.example.com/keyward:own', 'replicas=3', 'config.PUBLIC_URL=https://own.example.com'];
  const set = values.flatMap((value) => ['--set', value]);
  const rendered = await run(helm, [
    'template',
    'own',
    chart,
    '--namespace',
    'licenses',
    '--kube-version',
    '1.30.0',
    ...set,
  ]);
  for (const expected of [
    'replicas: 3',
    'image: registry.example.com/keyward:own',
    'PUBLIC_URL: https://own.example.com',
  ]) {
    expectText(rendered, expected);
  }
  expectText(rendered, 'namespace: licenses');
  const [archive] = await madeTwice(context, async (folder) => {
    await run(helm, ['package', chart, '--destination', folder]);
    const packed = join(folder, `keyward-chart-${version}.tgz`);
    renameSync(join(folder, `keyward-${version}.tgz`), packed);
    await neutralize(packed, folder);
    return packed;
  });
  await run(helm, ['lint', '--strict', archive]);
  report.row('chart', archive, 'oci://ghcr.io/keyward/charts', 'cosign', 'helm package deploy/kubernetes');
  report.tried('chart: Helm checks and renders it');
}

/** The Helm of this machine, or one that Go builds. */
async function helmIn(work) {
  if (await exists('helm')) {
    return 'helm';
  }
  await run('go', ['install', HELM], { env: { ...process.env, GOBIN: work, GOFLAGS: '' } });
  return join(work, 'helm');
}
