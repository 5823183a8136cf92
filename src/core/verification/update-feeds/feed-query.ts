import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiQuery } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { problem } from '../../common/errors/domain-error';
import { storable } from '../../common/http/json-body';
import type { FeedQuery } from './feed';

const MAX = 255;
/** Header that updaters send whose feed address is fixed. */
const SYSTEM_HEADER = 'x-os-version';

const DESCRIPTIONS: Readonly<Record<keyof FeedQuery, string>> = {
  channel: 'Release channel of the program, `stable` by default.',
  current_version: 'Version of the program. Without it, the feed has the newest version.',
  version: 'Another name of `current_version`.',
  platform: 'Platform of the program, if the feed is for several.',
  target: "Tauri's name of `platform`.",
  arch: 'Processor of the program, as Node.js or Rust names it.',
  kind: 'Kind of the files, such as `installer`, of those that the feed has.',
  label: 'Label of the files. Without it, feeds other than `feed.json` have files without a label.',
  os_version:
    "Version of the program's system, such as `10.15.7` of macOS or `10.0.19045` of Windows. Versions that need a newer system are left out. Also as `osVersion`, which Sparkle sends, and as the header `X-Os-Version`.",
  osVersion: "Sparkle's name of `os_version`.",
  license_key: 'Key of the license, of updaters that send no headers: addresses appear in logs of proxies.',
  hardware_id: 'Identifier of the device, of updaters that send no headers.',
};

/** The parameters of a feed. Others are ignored, because updaters add some of their own. */
export const FeedQueryParameters = createParamDecorator((_data: unknown, context: ExecutionContext): FeedQuery => {
  const { query, headers } = context
    .switchToHttp()
    .getRequest<FastifyRequest<{ Querystring: Record<string, unknown> }>>();
  const sent: Record<string, unknown> = { os_version: headers[SYSTEM_HEADER], ...query };
  return Object.fromEntries(
    Object.keys(DESCRIPTIONS).flatMap((name) => {
      const value = sent[name];
      return value === undefined || value === '' ? [] : [[name, textOf(name, value)]];
    }),
  );
});

/** Documents what `FeedQueryParameters` reads, but for `osVersion`: generators of clients would call it like `os_version`. */
export function TakesFeedQuery(): MethodDecorator {
  const schema = { type: 'string', maxLength: MAX } as const;
  return applyDecorators(
    ...Object.entries(DESCRIPTIONS)
      .filter(([name]) => name !== 'osVersion')
      .map(([name, description]) => ApiQuery({ name, description, required: false, schema })),
  );
}

function textOf(name: string, value: unknown): string {
  const text: unknown = Array.isArray(value) ? value.at(-1) : value;
  if (typeof text !== 'string' || text.length > MAX) {
    throw problem('HEADER_TOO_LONG', { field: name, max: MAX });
  }
  return storable({ text }).text;
}
