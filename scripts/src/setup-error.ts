/** What can go wrong while services are found, fetched and started: a code, and the data a person needs to act on it. */
export type SetupProblem =
  | { code: 'PROGRAM_MISSING'; program: string; tried: string[]; remedy: string }
  | { code: 'COMMAND_FAILED'; command: string; output: string }
  | { code: 'DOWNLOAD_CHANGED'; file: string; expected: string; actual: string }
  | { code: 'CHILD_ENDED'; child: string; log: string; lastLines: string }
  | { code: 'CHILD_SLOW'; child: string; seconds: number; log: string; lastLines: string }
  | { code: 'SERVICE_UNKNOWN'; name: string; known: string[] }
  | { code: 'PORT_TAKEN'; port: number }
  | { code: 'NOT_A_REPLICA_SET'; uri: string }
  | { code: 'SEED_HALF_DONE' }
  | { code: 'INSTANCE_UNREADABLE'; file: string; why: string }
  | { code: 'NOT_OUR_PRODUCT'; port: number; file: string };

/** The one error of set-up; thrown where the problem is met, rendered once, by {@link describe}, where the command ends. */
export class SetupError extends Error {
  readonly problem: SetupProblem;

  constructor(problem: SetupProblem) {
    super(describe(problem));
    this.name = 'SetupError';
    this.problem = problem;
  }
}

function describe(problem: SetupProblem): string {
  switch (problem.code) {
    case 'PROGRAM_MISSING':
      return `${problem.program} was not found.\n${problem.tried.map((line) => `  - ${line}\n`).join('')}${problem.remedy}`;
    case 'COMMAND_FAILED':
      return `This command failed: ${problem.command}\n${problem.output}`;
    case 'DOWNLOAD_CHANGED':
      return `${problem.file} is not the file it was: sha-256 ${problem.actual}, expected ${problem.expected}.`;
    case 'CHILD_ENDED':
      return `${problem.child} ended unasked. The end of ${problem.log}:\n${problem.lastLines}`;
    case 'CHILD_SLOW':
      return `${problem.child} was not ready after ${problem.seconds} s. The end of ${problem.log}:\n${problem.lastLines}`;
    case 'SERVICE_UNKNOWN':
      return `There is no service ${problem.name}. Known are: ${problem.known.join(', ')}.`;
    case 'PORT_TAKEN':
      return `Port ${problem.port} is taken by another program. Choose another one: PORT=3100 npm start`;
    case 'NOT_A_REPLICA_SET':
      return `The MongoDB at ${problem.uri} is no replica set. Transactions and change streams need one: start mongod with --replSet and run rs.initiate().`;
    case 'INSTANCE_UNREADABLE':
      return `${problem.file} ${problem.why}.`;
    case 'NOT_OUR_PRODUCT':
      return `A product is up at port ${problem.port}, but how it is set up does not stand in ${problem.file}. Start it with npm start, or choose a free port to have one brought up: PORT=3100 npm run replay`;
    case 'SEED_HALF_DONE':
      return 'The last time, the data of the demo was not written to its end. Begin anew: npm start -- --fresh';
  }
}
