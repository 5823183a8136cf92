// First: the database is made with the migration of the module.
import './declare';
import startCluster from '../support/global-setup';

export default startCluster;
