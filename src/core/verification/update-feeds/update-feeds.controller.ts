import { createHash } from 'node:crypto';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../../common/access/authorized.decorator';
import { problem } from '../../common/errors/domain-error';
import { baseUrl } from '../../common/http/base-url';
import { sendFile } from '../../common/http/file-answer';
import { CountsByLicense } from '../../common/limits/license-calls.decorator';
import { Answers } from '../../common/openapi/answers.decorator';
import { IdOrName } from '../../common/validation/id.pipes';
import { Settings } from '../../platform/config/settings';
import { StoredFilesService } from '../../platform/files/stored-files.service';
import { namedLicenseIn } from '../calls/named-license';
import { DeviceHeader, LicenseHeader, TakesLicenseHeader } from '../updates/license-header';
import { ReleaseDownloadsService } from '../updates/release-downloads.service';
import type { ProgramLicense } from '../updates/update-access.service';
import type { FeedBody, FeedQuery } from './feed';
import { FeedQueryParameters, TakesFeedQuery } from './feed-query';
import { FORMATS } from './feed-formats';
import { choiceIn } from './feed-target';
import { isPackage, VELOPACK } from './formats/squirrel';
import { type FeedRequest, UpdateFeedsService } from './update-feeds.service';

const TEXT = { schema: { type: 'string' } } as const;
const CONTENT = {
  'application/json': { schema: { type: 'object', additionalProperties: true } },
  'application/rss+xml': TEXT,
  'text/yaml': TEXT,
  'text/plain': TEXT,
} as const;

/** Feeds of updates in the formats of other updaters. */
@ApiTags('client')
@Controller('api/v1/updates')
@Public()
@CountsByLicense(namedLicenseIn)
export class UpdateFeedsController {
  constructor(
    private readonly feeds: UpdateFeedsService,
    private readonly downloads: ReleaseDownloadsService,
    private readonly files: StoredFilesService,
    private readonly settings: Settings,
  ) {}

  /**
   * Get a feed of updates: `sparkle.xml`, `latest.yml`, `latest-mac.yml`, `latest-linux.yml`, `tauri.json`, `RELEASES`,
   * `releases.win.json`, `wordpress.json` or `feed.json`. Files of an app with a license have addresses that are valid for
   * a day.
   */
  @Get(':product/feeds/:file')
  @ApiParam({ name: 'file', schema: { type: 'string', maxLength: 255 }, example: 'feed.json' })
  @TakesLicenseHeader()
  @TakesFeedQuery()
  @ApiResponse({ status: 200, description: 'The feed.', content: CONTENT })
  @ApiResponse({ status: 204, description: 'There is no update, of feeds in whose format this is an answer.' })
  @ApiResponse({ status: 304, description: 'The feed is the one of the `If-None-Match`.' })
  @Answers(401, 'The updates of this product need a license, and none was sent.')
  @Answers(403, 'The license cannot be used; the code gives the reason.')
  @Answers(404, 'The product does not exist or is not active, or no feed has this name.')
  async getUpdateFeed(
    @IdOrName('UUID or reference of the product.', 'product') product: string,
    @Param('file') file: string,
    @FeedQueryParameters() query: FeedQuery,
    @LicenseHeader() license: ProgramLicense | undefined,
    @DeviceHeader() device: string | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const fingerprint = device ?? query.hardware_id;
    const known = license ?? licenseIn(query, fingerprint);
    const asked = { product, license: known, fingerprint, current: query.current_version ?? query.version };
    if (isPackage(file)) {
      const target = choiceIn(query);
      await this.sendPackage({ ...asked, channel: query.channel, target }, file, request, reply);
      return;
    }
    for (const format of FORMATS) {
      const name = format.name.exec(file);
      if (name) {
        const { target, channel } = format.select(name, query);
        const osVersion = query.os_version ?? query.osVersion;
        const selected = { ...asked, channel, target: { ...target, ...choiceIn(query), osVersion } };
        const feed = await this.feeds.read(selected, format, baseUrl(request, this.settings.PUBLIC_URL));
        sendFeed(request, reply, await format.write(feed));
        return;
      }
    }
    throw problem('FEED_UNKNOWN');
  }

  /** Velopack loads packages by name from beside their feed. */
  private async sendPackage(
    { current: _current, ...asked }: FeedRequest,
    name: string,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const { versions } = await this.feeds.read(asked, VELOPACK, '');
    for (const { version, files } of versions) {
      const artifact = files.find((one) => one.artifact.name === name)?.artifact;
      if (artifact) {
        const { file, onSent } = await this.downloads.fileFor({ ...asked, version: version.uid, file: artifact.uid });
        sendFile(request, reply, file, ({ from, to }) => this.files.read(file, from, to), onSent);
        return;
      }
    }
    throw problem('ARTIFACT_NOT_FOUND');
  }
}

function licenseIn({ license_key: key }: FeedQuery, fingerprint: string | undefined): ProgramLicense | undefined {
  return key === undefined ? undefined : { key, ...(fingerprint !== undefined && { device: { fingerprint } }) };
}

/** Apps may keep a feed, but must ask whether it is still the same. */
function sendFeed({ headers }: FastifyRequest, reply: FastifyReply, { contentType, text }: FeedBody): void {
  void reply.header('cache-control', 'private, no-cache');
  if (text === null) {
    void reply.status(204).send();
    return;
  }
  const etag = `"${createHash('sha256').update(text).digest('hex').slice(0, 32)}"`;
  void reply.header('etag', etag);
  if (headers['if-none-match']?.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag)) {
    void reply.status(304).send();
    return;
  }
  void reply.type(contentType).send(text);
}
