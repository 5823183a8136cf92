import { rmSync } from 'node:fs';
import { closeSharedServers } from './shared-server';

export default async function stopCluster(): Promise<void> {
  // With one worker, the spec files ran in this process.
  await closeSharedServers();
  const { cluster } = globalThis;
  await cluster?.database.stop();
  if (cluster) {
    rmSync(cluster.folder, { recursive: true, force: true });
  }
}
