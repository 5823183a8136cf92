import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DAY } from '../../common/calendar';
import { Clock } from '../../common/clock';
import { Delay } from '../../common/delay';
import { problem } from '../../common/errors/domain-error';
import type { FormValues } from '../../common/http/form-fields';
import { SecretsService } from '../config/secrets.service';
import { beforeCommits } from '../database/transaction';
import type { PreparedStatement } from '../database/prepared-statement';
import { UnitOfWork } from '../database/unit-of-work';
import { SentForm } from './sent-form.entity';

/** Time for which answers are stored. */
const LIFETIME = DAY;
/** A request that has committed nothing for so long is taken to have ended with its process. */
const CLAIM_LIFETIME = 5 * 60_000;
/** A form waits for the same one without a connection. */
const WAIT = { attempts: 50, milliseconds: 200 };

/** A form with its values, one of which is random: the same form with other values is another one. */
interface FormOfPage {
  /** Empty for people who are not signed in. */
  readonly sender: string;
  readonly path: string;
  readonly values: FormValues;
}

/** The right of a request to make the change of a form. */
export interface FormClaim {
  readonly id: string;
  /** The request. */
  readonly claim: string;
  /** Whether a transaction of the change is committed. */
  isCommitted: boolean;
}

const TAKE: PreparedStatement = {
  name: 'take_sent_form',
  text: `
    INSERT INTO sent_forms (id, claim, is_committed, at) VALUES ($1, $2, false, $3)
    ON CONFLICT (id) DO UPDATE SET claim = excluded.claim, is_committed = false, answer = NULL, at = excluded.at
    WHERE sent_forms.at < $4 OR (sent_forms.at < $5 AND NOT sent_forms.is_committed AND sent_forms.answer IS NULL)
    RETURNING id`,
};
const COMMIT: PreparedStatement = {
  name: 'commit_sent_form',
  text: `UPDATE sent_forms SET is_committed = true WHERE id = $1 AND claim = $2 RETURNING id`,
};
const ANSWER: PreparedStatement = {
  name: 'answer_sent_form',
  text: `UPDATE sent_forms SET answer = $3 WHERE id = $1 AND claim = $2`,
};
const RELEASE: PreparedStatement = {
  name: 'release_sent_form',
  text: `DELETE FROM sent_forms WHERE id = $1 AND claim = $2 AND NOT (is_committed AND $3::boolean)`,
};

/** Lets one request make the change of a form that is sent several times, and stores its answer for the others. */
@Injectable()
export class SentFormsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly delay: Delay,
    private readonly secrets: SecretsService,
  ) {}

  /**
   * Claims the form for a request, or returns the stored answer. Waits while another request makes the change.
   * @param request uid
   */
  async claim(form: FormOfPage, request: string): Promise<FormClaim | { readonly answer: object }> {
    const claim = { id: await this.idOf(form), claim: request, isCommitted: false };
    for (let attempt = 1; ; attempt++) {
      if (await this.isTaken(claim)) {
        return claim;
      }
      const first = await this.work.manager.findOneBy(SentForm, { id: claim.id });
      if (first?.answer) {
        return { answer: first.answer };
      }
      if (first?.isCommitted && first.at < this.before(CLAIM_LIFETIME)) {
        throw problem('FORM_ALREADY_SENT');
      }
      if (attempt === WAIT.attempts) {
        throw problem('FORM_IN_PROGRESS');
      }
      await this.delay.wait(WAIT.milliseconds);
    }
  }

  /** Makes the change. Its first transaction says that it is made, and is rolled back if another request has taken over. */
  changing<T>(sent: { readonly claim?: FormClaim }, change: () => Promise<T>): Promise<T> {
    return beforeCommits(async () => sent.claim && this.commit(sent.claim), change);
  }

  async answer({ id, claim }: FormClaim, answer: object): Promise<void> {
    await this.work.query(ANSWER, [id, claim, JSON.stringify(answer)]);
  }

  /** Lets the form be sent again. With `unlessCommitted`, not if the change may have been made. */
  async release({ id, claim }: FormClaim, { unlessCommitted = false } = {}): Promise<void> {
    await this.work.query(RELEASE, [id, claim, unlessCommitted]);
  }

  private async commit(claim: FormClaim): Promise<void> {
    if (claim.isCommitted) {
      return;
    }
    const [found] = await this.work.query(COMMIT, [claim.id, claim.claim]);
    if (!found) {
      throw problem('FORM_IN_PROGRESS');
    }
    this.work.afterCommit(() => (claim.isCommitted = true));
  }

  private async isTaken({ id, claim }: FormClaim): Promise<boolean> {
    const times = [this.clock.now(), this.before(LIFETIME), this.before(CLAIM_LIFETIME)];
    return (await this.work.query(TAKE, [id, claim, ...times])).length > 0;
  }

  // Keyed: values may contain a password, which must not be guessable from the table.
  private async idOf({ sender, path, values }: FormOfPage): Promise<string> {
    return createHmac('sha256', await this.secrets.get('JWT_SECRET'))
      .update(JSON.stringify([sender, path, values]))
      .digest('base64url');
  }

  private before(milliseconds: number): Date {
    return new Date(this.clock.now().getTime() - milliseconds);
  }
}
