import { snapshotOf } from './change-record';

it('asks once of each entity which of its columns are recorded', () => {
  const ownColumns = jest.fn(() => []);
  const metadata = {
    get ownColumns() {
      return ownColumns();
    },
  };
  expect([snapshotOf(metadata, {}), snapshotOf(metadata, {})]).toEqual([{}, {}]);
  expect(ownColumns).toHaveBeenCalledTimes(1);
});
