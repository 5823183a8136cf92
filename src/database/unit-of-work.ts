import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';

const running = new AsyncLocalStorage<EntityManager>();

/** One transaction for all that belongs together: work that starts inside another's joins it, so that a change is whole or did not happen. */
@Injectable()
export class UnitOfWork {
  constructor(private readonly dataSource: DataSource) {}

  run<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    const manager = running.getStore();
    return manager ? work(manager) : this.dataSource.transaction((begun) => running.run(begun, () => work(begun)));
  }

  /** For a single statement: inside the running transaction where there is one, else straight from the pool. */
  get manager(): EntityManager {
    return running.getStore() ?? this.dataSource.manager;
  }
}
