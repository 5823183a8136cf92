import { performance } from 'node:perf_hooks';
import { Injectable } from '@nestjs/common';
import { type EntityManager, IsNull } from 'typeorm';
import { problem } from '../../../core/common';
import { SecretsService, SigningKeysService, UnitOfWork } from '../../../core/platform';
import { SIGNED_RELAY } from '../../../core/platform/internal';
import { certificateOf, readToVendor, signedByWitness } from '../../relay/cli/pair-jws';
import { Conversation } from '../../relay/pair/conversation';
import type { WitnessMessage, WitnessReply } from '../../relay/pair/pair-messages';
import { witnessed, type WitnessedPair, type WitnessedRelay } from '../../relay/pair/witness-book';
import type { CertificateClaims } from '../../relay/relay-claims';
import { Relay } from '../relay.entity';
import { Silence } from './silence';
import { WitnessedPairRow } from './witnessed-pair.entity';
import { witnessKey } from './witness-key';

/** This server as the witness of pairs of its relays: with the messages and rules of `keyward relay witness`, on each node. */
@Injectable()
export class WitnessService {
  private readonly silence = new Silence();

  constructor(
    private readonly work: UnitOfWork,
    private readonly keys: SigningKeysService,
    private readonly secrets: SecretsService,
  ) {}

  /**
   * The answer to a message of a relay, signed.
   * @throws RELAY_PROOF_INVALID for all that a relay of this server which still runs did not sign
   */
  async answer(text: string): Promise<string> {
    const message = await this.read(text);
    const key = witnessKey(await this.secrets.get('JWT_SECRET'));
    const reply = await this.work.run((manager) => this.decide(manager, message));
    return signedByWitness(key, message.told.relay, reply);
  }

  private async read(text: string): Promise<WitnessMessage> {
    const claims = await this.keys.read(certificateOf(text) ?? '', SIGNED_RELAY);
    const read = claims && readToVendor(text, claims as unknown as CertificateClaims);
    if (!read) {
      throw problem('RELAY_PROOF_INVALID');
    }
    const { told } = read.message;
    const relay = await this.running(told.relay);
    if (relay?.poolId !== told.pair || relay.publicKey !== read.by.relay.key.x) {
      throw problem('RELAY_PROOF_INVALID');
    }
    return read.message;
  }

  private running(uid: string): Promise<Relay | null> {
    return this.work.manager.findOneBy(Relay, { uid, endedAt: IsNull() });
  }

  private async decide(manager: EntityManager, { order, told }: WitnessMessage): Promise<WitnessReply> {
    const row = await locked(manager, told);
    const now = performance.now() / 1000;
    const talk = row.talks[told.relay];
    const conversation = new Conversation(talk?.memory);
    const { isNew } = conversation.accept(order);
    const heard = (talk?.heard ?? 0) + (isNew ? 1 : 0);
    const others = Object.entries(row.talks).filter(([relay]) => relay !== told.relay);
    [...others, [told.relay, { heard }] as const].forEach(([relay, other]) =>
      this.silence.note(relay, other.heard, now),
    );
    const pairKey = `pair ${row.pool}`;
    this.silence.note(pairKey, others.length, now);
    const hears = (relays: readonly string[], lease: number) =>
      [pairKey, ...relays].some((each) => this.silence.isHeard(each, lease, now));
    const decided = isNew ? witnessed(known(row), told, hears) : undefined;
    // Later than all before, also after a restore of an older database.
    const sent = conversation.next(0, Date.now());
    const pair = decided?.pair ?? row.pair;
    await manager.update(WitnessedPairRow, row.pool, {
      epoch: pair.epoch.number,
      pair,
      talks: { ...row.talks, [told.relay]: { memory: conversation.remembered, heard } },
    });
    return { order: sent, answer: decided?.answer ?? null };
  }
}

/** The row of a pair, made at its first message. */
async function locked(manager: EntityManager, { pair: pool, epoch }: WitnessedRelay): Promise<WitnessedPairRow> {
  const pair: WitnessedPair = { epoch, wasTaken: false, relays: {} };
  const first = { pool, epoch: epoch.number, pair, talks: {} };
  await manager.createQueryBuilder().insert().into(WitnessedPairRow).values(first).orIgnore().execute();
  return manager.findOneOrFail(WitnessedPairRow, { where: { pool }, lock: { mode: 'pessimistic_write' } });
}

/** Undefined while no relay has told anything that counts. */
function known({ pair }: WitnessedPairRow): WitnessedPair | undefined {
  return Object.keys(pair.relays).length > 0 ? pair : undefined;
}
