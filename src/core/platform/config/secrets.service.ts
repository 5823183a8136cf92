import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SecretCipher } from './secret-cipher';
import { Secret } from './secret.entity';
import { Settings } from './settings';

export const SECRET_NAMES = ['JWT_SECRET', 'LICENSE_DATA_KEY'] as const;
export type SecretName = (typeof SECRET_NAMES)[number];

/** The generated secrets that are encrypted. */
export const ENCRYPTED_SECRETS = `SELECT name FROM secrets WHERE value LIKE 'enc:%'`;

/** Secrets of this installation, from the environment or generated at the first start. Cached at startup. */
@Injectable()
export class SecretsService implements OnModuleInit {
  private readonly known = new Map<SecretName, Promise<string>>();

  constructor(
    private readonly settings: Settings,
    private readonly cipher: SecretCipher,
    private readonly dataSource: DataSource,
  ) {}

  // Callers may be in a transaction and must not wait for another connection.
  async onModuleInit(): Promise<void> {
    await Promise.allSettled(SECRET_NAMES.map((name) => this.getGenerated(name)));
  }

  async get(name: SecretName): Promise<string> {
    return this.settings[name] ?? (await this.getGenerated(name));
  }

  /** The generated secret, even if the environment sets another: it may have encrypted older data. */
  getGenerated(name: SecretName): Promise<string> {
    const known = this.known.get(name) ?? this.read(name);
    this.known.set(name, known);
    // Failures are not cached: the database may be available the next time.
    known.catch(() => this.known.delete(name));
    return known;
  }

  private async read(name: SecretName): Promise<string> {
    const { value } = await this.dataSource.manager.findOneByOrFail(Secret, { name });
    return this.cipher.decrypt(name, value);
  }
}
