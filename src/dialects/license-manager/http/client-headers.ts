import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { ClientLocation } from '../app/domain-clients.service';

/** Under which programs say where they run, the modern name first. */
const URL_HEADERS = ['x-api-url', 'lb-url', 'x-url'];
const IP_HEADERS = ['x-api-ip', 'lb-ip'];

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Where the calling program says that it runs. */
export const ClientHeaders = createParamDecorator((_data: unknown, context: ExecutionContext): ClientLocation => {
  const { headers } = context.switchToHttp().getRequest<FastifyRequest>();
  return { url: firstOf(headers, URL_HEADERS), ip: firstOf(headers, IP_HEADERS) };
});

/** Documents those headers on every route. */
export function TakesClientHeaders(): MethodDecorator & ClassDecorator {
  return applyDecorators(
    ApiHeader({
      name: 'X-API-URL',
      required: false,
      description:
        'Where the program runs: a URL, a host, or `<device id>.hwid`. Left out: the address of the connection. `LB-URL` and `X-URL` are read as well.',
      schema: { type: 'string', example: 'https://client-site.com' },
    }),
    ApiHeader({
      name: 'X-API-IP',
      required: false,
      description:
        'Address of the program’s server, which the addresses that a license allows are compared with. Left out: the address of the connection. `LB-IP` is read as well.',
      schema: { type: 'string', example: '192.168.1.100' },
    }),
  );
}

function firstOf(headers: FastifyRequest['headers'], names: readonly string[]): string | undefined {
  const value = names
    .map((name) => headers[name])
    .find((one): one is string => typeof one === 'string' && one.trim() !== '');
  return value && asWritten(value);
}

/** Programs send a name such as bücher.example as the UTF-8 that it is; node takes each of its bytes for a character. */
function asWritten(value: string): string {
  try {
    return utf8.decode(Buffer.from(value, 'latin1'));
  } catch {
    return value;
  }
}
