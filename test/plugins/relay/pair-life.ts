import { HOLD, LEASE, PairModel, seeded } from './pair-model';

const CONTACT = LEASE / 6;

/** Relays contact each other, and programs come, for ever. */
function beginLife(model: PairModel): void {
  const { random, relays } = model;
  for (const relay of relays) {
    const contacts = async (): Promise<void> => {
      await model.contact(relay);
      model.after(CONTACT * (0.8 + random() * 0.4), contacts);
    };
    model.after(random() * CONTACT, contacts);
    const backups = (): void => {
      relay.backUp();
      model.after(random() * 1_800, backups);
    };
    model.after(random() * 600, backups);
    const programs = (): void => {
      model.startSession(relay);
      model.changeDevice(relay);
      relay.spend(Math.floor(random() * 40) * (random() < 0.8 ? 1 : -1));
      model.after(random() * 16, programs);
    };
    model.after(random(), programs);
  }
}

/** Links are cut in one direction or both, and processes end. */
function beginTrouble(model: PairModel, restores: boolean): void {
  const { random, relays, cut } = model;
  const links = model.hasWitness ? ['0>1', '1>0', '0>w', 'w>0', '1>w', 'w>1'] : ['0>1', '1>0'];
  const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const trouble = (): void => {
    if (model.isCalm) {
      return;
    }
    const dice = random();
    if (dice < 0.35) {
      const link = one(links);
      cut.add(link);
      if (random() < 0.6) {
        cut.add([...link].reverse().join(''));
      }
      model.after(random() * 400, () => void cut.delete(link));
      model.after(random() * 400, () => void cut.delete([...link].reverse().join('')));
    } else if (dice < 0.5) {
      model.kill(one(relays));
    } else if (dice < 0.6 && model.hasWitness) {
      model.witness.start();
    } else if (dice > 0.995 && restores) {
      const relay = one(relays);
      model.kill(relay);
      relay.restore(one);
    } else if (dice < 0.65) {
      const relay = one(relays);
      relay.crashes = () => random() < 0.5;
      model.after(20, () => {
        relay.crashes = () => false;
      });
    }
    model.after(random() * 60, trouble);
  };
  model.after(60, trouble);
}

/** The model after hours of trouble, and some minutes without. */
export async function lived(
  seed: number,
  hasWitness: boolean,
  { hours, restores = false }: { readonly hours: number; readonly restores?: boolean },
): Promise<PairModel> {
  const model = new PairModel(seeded(seed), hasWitness);
  await Promise.all(model.relays.map((relay) => relay.start()));
  beginLife(model);
  beginTrouble(model, restores);
  await model.run(hours * 3_600);
  model.isCalm = true;
  model.cut.clear();
  model.relays.forEach((relay) => {
    relay.crashes = () => false;
  });
  await model.run(10 * HOLD + 400);
  return model;
}
