import { Injectable } from '@nestjs/common';
import { readApi } from '../../common/http/read-api';

/** For the whole request: Amazon waits for its answer. */
const TIMEOUT_MS = 5_000;
const MAX_BYTES = 65_536;

/** The requests to Amazon SNS, of certificates and confirmations. */
@Injectable()
export class SnsRequestsService {
  /** Redirects are not followed. Throws unless it is answered with 200 in time. */
  async read(url: string): Promise<Buffer> {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const { status, bytes } = await readApi({ url, accept: '*/*', maxBytes: MAX_BYTES, signal });
    if (status !== 200) {
      throw new Error(`HTTP ${status}`);
    }
    return bytes;
  }
}
