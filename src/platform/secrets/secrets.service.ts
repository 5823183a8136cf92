import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SecretCipher } from '../config/secret-cipher';
import { Secret } from './secret.entity';
import { Settings } from '../config/settings';

export const SECRET_NAMES = ['JWT_SECRET', 'LICENSE_DATA_KEY'] as const;
export type SecretName = (typeof SECRET_NAMES)[number];

/** Secrets of this installation: from the environment where given, else as made at the first start. Read once, at the start. */
@Injectable()
export class SecretsService implements OnModuleInit {
  private readonly known = new Map<SecretName, Promise<string>>();

  constructor(
    private readonly settings: Settings,
    private readonly cipher: SecretCipher,
    private readonly dataSource: DataSource,
  ) {}

  // Whoever needs one may be in a transaction, and must not wait for another connection then.
  async onModuleInit(): Promise<void> {
    await Promise.allSettled(SECRET_NAMES.map((name) => this.made(name)));
  }

  async get(name: SecretName): Promise<string> {
    return this.settings[name] ?? (await this.made(name));
  }

  /** As made at the first start, whatever the environment gives: what it sealed before somebody gave one. */
  made(name: SecretName): Promise<string> {
    const known = this.known.get(name) ?? this.read(name);
    this.known.set(name, known);
    // A failure is not remembered: the database may be back the next time.
    known.catch(() => this.known.delete(name));
    return known;
  }

  private async read(name: SecretName): Promise<string> {
    const { value } = await this.dataSource.manager.findOneByOrFail(Secret, { name });
    return this.cipher.decrypt(name, value);
  }
}
