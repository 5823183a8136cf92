import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../core/common';
import { IssuerService, SigningKeysService } from '../../../core/platform';

/** A request whose answer is signed. */
export interface SignedRequest {
  readonly method: string;
  /** With its port, as sent. */
  readonly host: string;
  /** Path and query as sent. */
  readonly target: string;
  /** UUID of the account; by default the ID of this installation. */
  readonly account?: string | undefined;
}

/**
 * Signs answers with the active signing key, as draft-cavage-http-signatures-08 describes and Keygen does:
 * https://keygen.sh/docs/api/signatures/.
 */
@Injectable()
export class AnswerSignaturesService {
  constructor(
    private readonly keys: SigningKeysService,
    private readonly issuer: IssuerService,
    private readonly clock: Clock,
  ) {}

  async headers({ method, host, target, account }: SignedRequest, body: string): Promise<Record<string, string>> {
    const keyid = account ?? (await this.issuer.installationId());
    const date = this.clock.now().toUTCString();
    const digest = `sha-256=${createHash('sha256').update(body).digest('base64')}`;
    const text = [
      `(request-target): ${method.toLowerCase()} ${target}`,
      `host: ${host}`,
      `date: ${date}`,
      `digest: ${digest}`,
    ].join('\n');
    const signature = (await this.keys.signText(text)).toString('base64');
    return {
      date,
      digest,
      'keygen-date': date,
      'keygen-digest': digest,
      'keygen-signature': `keyid="${keyid}", algorithm="ed25519", signature="${signature}", headers="(request-target) host date digest"`,
    };
  }
}
