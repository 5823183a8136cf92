import { randomBytes } from 'node:crypto';
import { aProduct } from '../testkit/callers';
import { formOf, type FormPart } from '../testkit/forms';
import { activate, issued } from '../testkit/issue';
import { aSigner } from './minisign';
import type { Answer, TestServer } from '../testkit/server';

/** Of the addresses in feeds. */
export const FEEDS_URL = 'https://licenses.example';

/** Content of each file. Files of several chunks are tested in test/core/platform/files.spec.ts. */
export const PROGRAM = randomBytes(100_000);

export interface FeedReply {
  readonly status: number;
  readonly text: string;
  readonly bytes: Buffer;
  readonly headers: Record<string, unknown>;
}

/** Products, versions with files and feeds of a server with FEEDS_URL as PUBLIC_URL. */
export class UpdateFeeds {
  private count = 0;

  /** @param signer signs files as the vendor does */
  constructor(
    private readonly server: TestServer,
    private readonly signer = aSigner(),
  ) {}

  readonly product = async (more: Record<string, unknown> = {}): Promise<string> => {
    const reference = `studio-${++this.count}`;
    const keys = { sparkle_public_key: this.signer.sparkleKey, tauri_public_key: this.signer.tauriKey };
    await aProduct(this.server, reference, { ...keys, updates_need_license: false, ...more });
    return reference;
  };

  readonly versionsOf = (reference: string): string => `/api/v1/products/${reference}/versions`;
  readonly artifactsOf = (reference: string, version: string): string =>
    `${this.versionsOf(reference)}/v${version}/artifacts`;

  readonly upload = async (
    reference: string,
    version: string,
    name: string,
    fields: Record<string, string> = {},
    content = PROGRAM,
  ): Promise<Answer> => {
    const texts = Object.entries(fields).map(([field, text]): FormPart => [field, text]);
    const form = await formOf(...texts, ['file', content, name]);
    return this.server.asAdmin('POST', this.artifactsOf(reference, version), form);
  };

  /** Publishes a version with these files. */
  readonly publish = async (
    reference: string,
    version: string,
    names: readonly string[],
    { fields = {}, ...more }: Record<string, unknown> & { fields?: Record<string, string> } = {},
  ): Promise<void> => {
    const body = { version, released_at: '2027-01-15', ...more };
    const made = await this.server.asAdmin('POST', this.versionsOf(reference), { body });
    expect([made.status, made.body]).toEqual([201, made.body]);
    for (const name of names) {
      const added = await this.upload(reference, version, name, fields);
      expect([added.status, added.body]).toEqual([201, added.body]);
    }
  };

  readonly get = async (url: string, headers: Record<string, string> = {}): Promise<FeedReply> => {
    const reply = await this.server.app.inject({ method: 'GET', url: url.replace(FEEDS_URL, ''), headers });
    return { status: reply.statusCode, text: reply.payload, bytes: reply.rawPayload, headers: reply.headers };
  };

  readonly feed = (reference: string, name: string, headers: Record<string, string> = {}): Promise<FeedReply> =>
    this.get(`/api/v1/updates/${reference}/feeds/${name}`, headers);

  /** Headers of a program with a license. */
  readonly licensed = async (reference: string): Promise<Record<string, string>> => {
    const { key } = await issued(this.server, { product: reference });
    await activate(this.server, key, 'desk');
    return { authorization: `License ${key}`, 'x-hardware-id': 'desk' };
  };
}
