import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { basePathOf, PAGE_HEADERS, Public, RateLimited } from '../../core/common';
import { type SiteFile, SiteFiles } from './site-files';

const PATH = '/handbook';
const NOT_BUILT =
  'The documents are not built. Run `npm run docs` in the folder of the server, and load this page again. The API is at /docs.\n';
const FOREVER = 'public, max-age=31536000, immutable';
const REVALIDATED = 'no-cache';

/** The site is open to all: its files are in the package of the server. */
@ApiExcludeController()
@Controller('handbook')
@Public()
@RateLimited()
export class HandbookController {
  constructor(private readonly files: SiteFiles) {}

  @Get(['', '*'])
  async readHandbook(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer | string | undefined> {
    const { pathname } = new URL(request.url, 'http://localhost');
    if (pathname === PATH) {
      // Relative addresses in a page need the slash.
      void reply.status(308).header('location', `${PATH}/`);
      return undefined;
    }
    void reply.headers(PAGE_HEADERS);
    const find = (path: string): Promise<SiteFile | undefined> =>
      this.files.find(path, basePathOf(request), acceptsGzip(request));
    const file = await find(pathname.slice(PATH.length + 1));
    return file ? send(file, request, reply) : this.sendMissing(await find('404.html'), reply);
  }

  private sendMissing(page: SiteFile | undefined, reply: FastifyReply): Buffer | string {
    void reply.status(404).header('cache-control', 'no-store');
    if (!page || !this.files.isBuilt) {
      void reply.type('text/plain; charset=utf-8');
      return NOT_BUILT;
    }
    return withEncoding(page, reply);
  }
}

/** Answers with 304 if the browser has the file. */
function send(file: SiteFile, { headers }: FastifyRequest, reply: FastifyReply): Buffer | undefined {
  const { etag, isHashed } = file;
  void reply.headers({ etag, 'cache-control': isHashed ? FOREVER : REVALIDATED, vary: 'accept-encoding' });
  if (headers['if-none-match'] === etag) {
    void reply.status(304);
    return undefined;
  }
  return withEncoding(file, reply);
}

function withEncoding({ bytes, type, isCompressed }: SiteFile, reply: FastifyReply): Buffer {
  void reply.type(type);
  if (isCompressed) {
    void reply.header('content-encoding', 'gzip');
  }
  return bytes;
}

function acceptsGzip({ headers }: FastifyRequest): boolean {
  return /\bgzip\b(?!;\s*q=0(?:\.0+)?(?:,|$))/.test(headers['accept-encoding'] ?? '');
}
