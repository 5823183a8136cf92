import { Global, Module } from '@nestjs/common';
import { CountryDatabaseRule } from './country-database.rule';
import { CountryDatabaseService } from './country-database.service';

/** Countries of IP addresses: import it to inject `CountryDatabaseService`. */
@Global()
@Module({ providers: [CountryDatabaseService, CountryDatabaseRule], exports: [CountryDatabaseService] })
export class CountriesModule {}
