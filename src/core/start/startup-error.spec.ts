import { DatabaseClient } from '../platform/database/database-client';
import { toDatabaseStartupError } from './startup-error';

const URL_OF_PROVIDER = 'postgres://keyward:secret@db.example.com/keyward?sslmode=require';

it.each(['SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'])(
  'says how to trust the certificate authority of a managed database: %s',
  (code) => {
    const error = Object.assign(new Error('the certificate is not trusted'), { code });
    const { message } = toDatabaseStartupError(error, 'DATABASE_URL', URL_OF_PROVIDER);
    expect(message).toMatch(
      /db\.example\.com\/keyward cannot be used: the certificate is not trusted\. .*sslrootcert.*NODE_EXTRA_CA_CERTS/,
    );
  },
);

it('prints no warnings of the driver about sslmode', () => {
  const warned = jest.spyOn(process, 'emitWarning');
  expect(new DatabaseClient({ connectionString: URL_OF_PROVIDER }).url).toContain('sslmode=verify-full');
  expect(warned).not.toHaveBeenCalled();
});
