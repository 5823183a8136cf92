import { Client, type Connection } from 'pg';
import { running } from '../testkit/leftovers';

/** Bytes of a status update: type, three positions, time, and whether an answer is wanted. */
const STATUS_BYTES = 34;

/** Receives the WAL of a server under a name, as a standby does, but replays nothing of it. */
export class ReplicationClient {
  private constructor(private readonly client: Client) {}

  /** Acknowledges what the server has written until now, and nothing later. */
  static async start(url: string, name: string): Promise<ReplicationClient> {
    const options = { connectionString: url, application_name: name, replication: 'true' };
    const client = new Client(options);
    client.on('error', () => undefined);
    await client.connect();
    const { rows } = await client.query<{ timeline: number; xlogpos: string }>('IDENTIFY_SYSTEM');
    const [{ timeline, xlogpos } = { timeline: 1, xlogpos: '0/0' }] = rows;
    void client.query({
      submit: (connection: Connection) => {
        connection.query(`START_REPLICATION PHYSICAL ${xlogpos} TIMELINE ${timeline}`);
      },
      handleCopyData: (_wal: unknown, connection: Connection & { sendCopyFromChunk(chunk: Buffer): void }) =>
        connection.sendCopyFromChunk(statusAt(xlogpos)),
      handleError: () => undefined,
    } as unknown as Parameters<Client['query']>[0]);
    const standby = new ReplicationClient(client);
    running.add(standby);
    return standby;
  }

  async stop(): Promise<void> {
    running.delete(this);
    (this.client as unknown as { connection: Connection }).connection.stream.destroy();
  }
}

function statusAt(position: string): Buffer {
  const [high = '', low = ''] = position.split('/');
  const lsn = (BigInt(`0x${high}`) << 32n) | BigInt(`0x${low}`);
  const status = Buffer.alloc(STATUS_BYTES);
  status.write('r');
  [1, 9, 17].forEach((offset) => status.writeBigUInt64BE(lsn, offset));
  return status;
}
