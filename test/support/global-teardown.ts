import { rmSync } from 'node:fs';

export default async function stopCluster(): Promise<void> {
  const { cluster } = globalThis;
  await cluster?.database.stop();
  if (cluster) {
    rmSync(cluster.folder, { recursive: true, force: true });
  }
}
