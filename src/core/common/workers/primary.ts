import cluster from 'node:cluster';
import { Channel } from './channel';

/** To the process that started this one as one of several workers of a node; undefined in a node of one process. */
export const PRIMARY: Channel | undefined = cluster.isWorker ? new Channel(process) : undefined;
