// First: the database is made with the migration of the module.
import './declare';
import startCluster from '../testkit/global-setup';

export default startCluster;
