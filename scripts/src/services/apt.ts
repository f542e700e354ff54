import { notHere, onPath, type Way } from './find-program.ts';
import { run } from './run.ts';

/** The program out of a Debian package, installed for the whole machine, which only root can do. */
export function fromApt(debianPackage: string, program: string): Way {
  return {
    name: `apt-get install ${debianPackage}`,
    find: async () => {
      if (process.getuid?.() !== 0) return notHere('only root can');
      const env = { DEBIAN_FRONTEND: 'noninteractive' };
      await run('apt-get', ['update'], { env });
      await run('apt-get', ['install', '--yes', '--no-install-recommends', debianPackage], { env });
      return onPath(program).find();
    },
  };
}
