import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { headerText, type ReceivedRequest } from '../../../core/common';
import type { ClientLocation } from '../app/domain-clients/domain-client';

/** Headers that carry a program's location, the current name first. */
const URL_HEADERS = ['x-api-url', 'lb-url', 'x-url'];
const IP_HEADERS = ['x-api-ip', 'lb-ip'];

/** The location that the calling program sent. */
export const ClientHeaders = createParamDecorator((_data: unknown, context: ExecutionContext): ClientLocation => {
  const { headers } = context.switchToHttp().getRequest<ReceivedRequest>();
  return { url: firstOf(headers, URL_HEADERS), ip: firstOf(headers, IP_HEADERS) };
});

/** Documents the location headers on every route. */
export function TakesClientHeaders(): MethodDecorator & ClassDecorator {
  return applyDecorators(
    ApiHeader({
      name: 'X-API-URL',
      required: false,
      description:
        'Location of the program: a URL, a host, or `<device id>.hwid`; the address of the connection by default. `LB-URL` and `X-URL` are accepted too.',
      schema: { type: 'string', example: 'https://client-site.com' },
    }),
    ApiHeader({
      name: 'X-API-IP',
      required: false,
      description:
        'Address of the program’s server, compared with the allowed addresses of the license; the address of the connection by default. `LB-IP` is accepted too.',
      schema: { type: 'string', example: '192.168.1.100' },
    }),
    ApiHeader({
      name: 'X-API-LANGUAGE',
      required: false,
      description:
        'Language of messages: `en`, `de` or `zh`, also with a region or as an English name; English by default. `LB-LANG` is accepted too.',
      schema: { type: 'string', example: 'en' },
    }),
  );
}

function firstOf(headers: ReceivedRequest['headers'], names: readonly string[]): string | undefined {
  const value = names
    .map((name) => headers[name])
    .find((one): one is string => typeof one === 'string' && one.trim() !== '');
  return value && headerText(value);
}
