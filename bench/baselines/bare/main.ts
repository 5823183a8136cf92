import Fastify from 'fastify';
import { announce } from '../serve';

interface Input {
  license_key: string;
}

const text = { type: 'string' };
const schema = {
  body: {
    type: 'object',
    required: ['license_key', 'hardware_hash'],
    properties: { license_key: text, hardware_hash: text, app_version: text },
  },
};

/** Answers without looking anything up: what the web server and the load generator allow. */
async function main(): Promise<void> {
  const server = Fastify();
  server.post<{ Body: Input }>('/api/license/verify', { schema }, ({ body }, reply) =>
    reply.send({
      valid: true,
      message: 'VALID',
      license: { key: body.license_key, valid_until: null, max_users: 10 },
      update_available: false,
      latest_version: '1.0.0',
    }),
  );
  announce(await server.listen({ port: 0, host: '127.0.0.1' }));
}

void main();
