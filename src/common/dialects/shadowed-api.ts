import type { IncomingHttpHeaders } from 'node:http';

/** A request of a program before its route handles it. */
export interface ShadowedRequest {
  /** Path without query, dialect and account. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** Parsed JSON; undefined for other bodies. */
  readonly body: unknown;
}

/** The license of a request, by its key or, without one, by an ID that this server may have imported. */
export interface RequestedLicense {
  readonly key?: string | undefined;
  /** UUID of the license. */
  readonly license?: string | undefined;
  /** UUID of an activation of the license. */
  readonly activation?: string | undefined;
}

/** A license as an answer of an old server describes it. Left out: the policy decides. */
export interface AcceptedLicense {
  readonly key: string;
  /** UUID by which programs name it. */
  readonly uid?: string | undefined;
  /** Null: no end. */
  readonly expiresAt?: Date | null | undefined;
  /** Null: any number. */
  readonly maxActivations?: number | null | undefined;
  /** The device that was accepted. */
  readonly fingerprint?: string | undefined;
}

/** How requests and answers of an API are read while this server stands before an old one. */
export interface ShadowedApi {
  readonly licenseOf: (request: ShadowedRequest) => RequestedLicense;
  /** Matches fields of answers, such as `data.links`, that differ between two servers of the same state. */
  readonly ignoredFields: RegExp;
  /** Undefined if the answer accepts no license. */
  readonly acceptedLicense: (answer: unknown) => AcceptedLicense | undefined;
}
