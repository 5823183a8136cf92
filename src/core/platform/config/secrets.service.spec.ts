import type { DataSource } from 'typeorm';
import { SecretCipher } from './secret-cipher';
import { SecretsService } from './secrets.service';
import { readSettings } from './read-settings';

function secretsOver(
  findOneByOrFail: () => Promise<{ value: string }>,
  environment: Record<string, string> = {},
): SecretsService {
  const dataSource = { manager: { findOneByOrFail } } as unknown as DataSource;
  const settings = readSettings(environment);
  return new SecretsService(settings, SecretCipher.from(settings), dataSource);
}

describe('Secrets', () => {
  it('reads what the first start made, once', async () => {
    const read = jest.fn().mockResolvedValue({ value: 'made at the first start' });
    const secrets = secretsOver(read);
    const both = await Promise.all([secrets.get('JWT_SECRET'), secrets.get('JWT_SECRET')]);
    expect(both).toEqual(['made at the first start', 'made at the first start']);
    expect(read).toHaveBeenCalledTimes(1);
  });

  it('prefers what the environment gives', async () => {
    const secrets = secretsOver(jest.fn().mockRejectedValue(new Error('not asked')), { JWT_SECRET: 'given by hand' });
    expect(await secrets.get('JWT_SECRET')).toBe('given by hand');
  });

  it('still knows the one that was made, where the environment gives another', async () => {
    const read = jest.fn().mockResolvedValue({ value: 'made at the first start' });
    const secrets = secretsOver(read, { LICENSE_DATA_KEY: 'given by hand, later' });
    expect(await secrets.get('LICENSE_DATA_KEY')).toBe('given by hand, later');
    expect(await secrets.getGenerated('LICENSE_DATA_KEY')).toBe('made at the first start');
  });

  it('asks again after a database that could not be reached', async () => {
    const secrets = secretsOver(
      jest.fn().mockRejectedValueOnce(new Error('gone')).mockResolvedValue({ value: 'back' }),
    );
    await expect(secrets.get('JWT_SECRET')).rejects.toThrow('gone');
    expect(await secrets.get('JWT_SECRET')).toBe('back');
  });
});
