import { runProgram } from './run-program';

void runProgram(process.argv.slice(2));
