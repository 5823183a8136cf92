import type { ErrorRows } from '../../common/errors/catalogue';

export const BACKGROUND_JOB_ERRORS = {
  JOB_NOT_FOUND: { of: 'NOT_FOUND', message: 'Job not found', path: 'jobs' },
  TOO_MANY_JOBS: {
    kind: 'conflict',
    message: 'Too many of your jobs are not finished',
    when: 'A caller starts a job while too many jobs of this caller are not finished.',
    remedy: 'Wait for a job to finish, or stop one.',
  },
  JOB_FINISHED: {
    kind: 'conflict',
    message: 'The job has already finished',
    when: 'A job that has finished is to be stopped.',
    remedy: 'None is needed; a finished job can be undone while its `undo_until` is not over.',
  },
  JOB_NOT_UNDOABLE: {
    kind: 'conflict',
    message: 'The job cannot be undone',
    when: 'A job is to be undone that runs, has changed nothing, checked or exported licenses, undid another job, or whose `undo_until` is over.',
    remedy: 'Stop a running job first; change the licenses themselves otherwise.',
  },
  JOB_UNDONE: {
    kind: 'conflict',
    message: 'The job has already been undone',
    when: 'A job is to be undone for a second time.',
    remedy: 'See the job that `undone_by` names.',
  },
} as const satisfies ErrorRows;

declare module '../../common/errors/catalogue' {
  interface ModuleErrors extends Readonly<typeof BACKGROUND_JOB_ERRORS> {}
}
