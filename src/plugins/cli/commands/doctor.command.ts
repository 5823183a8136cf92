import type { Command } from 'commander';
import type { CliCommand } from '../../../core/common/plugins/cli-command';
import type { PrintOptions } from '../kit/print';
import { withJson } from './options';

export const DOCTOR_COMMAND: CliCommand = { place: 60, add: addDoctorCommand };

function addDoctorCommand(program: Command): void {
  withJson(program.command('doctor'))
    .description('look for what is wrong with the settings, the database and this machine; changes nothing')
    .action(async (options: PrintOptions) => {
      const { doctorCommand } = await import('../machine/doctor/doctor.js');
      await doctorCommand(options);
    });
}
