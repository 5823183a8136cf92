import type { IncomingHttpHeaders } from 'node:http';
import type { Activation } from '../../../core/licenses';
import type { SentFields } from './sent-fields';

/** A request of a program before its route handles it. */
export interface ShadowedRequest {
  readonly method: string;
  /** Path without query, dialect and account. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** Parsed JSON; undefined for other bodies. */
  readonly body: unknown;
  /** Fields of the query and of the body, which takes precedence. */
  readonly fields: SentFields;
}

/** The license of a request, by its key or, without one, by an ID that this server may have imported. */
export interface RequestedLicense {
  readonly key?: string | undefined;
  /** UUID of the license. */
  readonly license?: string | undefined;
  /** UUID of an activation of the license. */
  readonly activation?: string | undefined;
  /** The only server that can read the request, whatever the percentage. */
  readonly readBy?: 'this server' | 'old server';
}

export interface AcceptedDevice {
  readonly fingerprint: string;
  readonly kind?: Activation['kind'] | undefined;
  readonly name?: string | undefined;
  readonly data?: object | undefined;
  /** UUID by which programs name the activation. */
  readonly uid?: string | undefined;
}

export interface AcceptedCustomer {
  readonly email: string;
  readonly name?: string | undefined;
  readonly company?: string | undefined;
}

/** A license as an answer of an old server describes it. Left out: the policy decides. */
export interface AcceptedLicense {
  readonly key: string;
  /** UUID by which programs name it. */
  readonly uid?: string | undefined;
  /** Reference of its product; that of the setting by default. */
  readonly product?: string | undefined;
  /** Null: no end. */
  readonly expiresAt?: Date | null | undefined;
  /** Null: any number. */
  readonly maxActivations?: number | null | undefined;
  readonly maxUsers?: number | null | undefined;
  readonly customer?: AcceptedCustomer | undefined;
  /** Active devices; by default, the one that asked. */
  readonly devices?: readonly AcceptedDevice[] | undefined;
}

/** An instance of a license, which programs name by its ID. */
export interface NamedInstance {
  readonly key: string;
  readonly id: string;
  readonly name: string;
}

/** A further request to the old server, with the headers of the program's. */
export interface DescribingRequest {
  readonly method: string;
  /** Path with its query. */
  readonly path: string;
}

/**
 * Reads requests and answers of an API while this server stands before an old one. A provider of any module is found by
 * its type. An API without one has no license calls: nothing is learned.
 */
export abstract class ShadowedApi {
  /** Name of the dialect. */
  abstract readonly dialect: string;
  /** Matches fields of answers, such as `data.links`, that differ between two servers of the same state. */
  readonly ignoredFields?: RegExp;
  /** Matches fields, such as `package`, of which only the type and whether they are empty is compared. */
  readonly opaqueFields?: RegExp;

  /** Undefined: by the usual names of fields. */
  licenseOf(_request: ShadowedRequest): Promise<RequestedLicense | undefined> | RequestedLicense | undefined {
    return undefined;
  }

  /**
   * Undefined if the answer, whose status is that of a success, accepts no license, or does not say so in words that are known.
   * @param key that of the request
   */
  abstract acceptedLicense(
    answer: unknown,
    request: ShadowedRequest,
    key: string | undefined,
  ): Promise<AcceptedLicense | undefined> | AcceptedLicense | undefined;

  /** Asks for the license, if the answer accepts it and does not describe it. `acceptedLicense` reads the answer to this. */
  describingRequest(_answer: unknown, _request: ShadowedRequest, _key: string): DescribingRequest | undefined {
    return undefined;
  }

  /** The instance in an answer that accepts a license, where several of a license may have one name. */
  instanceIn(_answer: unknown): NamedInstance | undefined {
    return undefined;
  }

  /** Stores what else the answer tells, in the transaction that has created the license. */
  completeLicense(_licenseId: number, _answer: unknown): Promise<void> {
    return Promise.resolve();
  }
}
