import { createHash } from 'node:crypto';
import { copyFile, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { cached, exists } from './cache.ts';
import { startService } from './child.ts';
import { findProgram, onPath } from './find-program.ts';
import { answers, freePort } from './port.ts';
import { run } from './run.ts';
import { given, type Service } from './service.ts';
import { fromWheel, type Wheel } from './wheel.ts';

const WHEEL: Wheel = {
  name: 'osrm-bindings',
  version: '26.10.0',
  python: '3.12',
  platform: 'manylinux_2_28_x86_64',
  sha256: '840d6f82812eb9f9e17c71eb9083dfa15f3be2bfec4965c32aefa48b00d3a951',
  programs: 'osrm/bin',
};

/** Who travels, by OSRM's own profiles: e-bikes and bicycles, and those who walk. A running OSRM knows one of them. */
const PROFILES = { bicycle: 'OSRM_URL', foot: 'OSRM_FOOT_URL' } as const;
type Profile = keyof typeof PROFILES;

/** OSRM on the streets of an .osm or .osm.pbf file, one process a profile. What it prepares is kept by the file's content. */
export async function startOsrm(network: string, folder: string): Promise<Service> {
  const url = process.env[PROFILES.bicycle];
  if (url !== undefined) return given('OSRM', PROFILES.bicycle, url);

  const { path, took } = await findProgram({
    program: 'osrm-routed',
    ways: [onPath('osrm-routed'), fromWheel(WHEEL, 'osrm-routed')],
    remedy: 'Install osrm-backend, or set OSRM_URL.',
  });
  const urls = await Promise.all([
    startProfile('bicycle', network, dirname(path), folder),
    startProfile('foot', network, dirname(path), folder),
  ]);
  return { name: 'OSRM', took, env: Object.fromEntries(urls) };
}

async function startProfile(profile: Profile, network: string, programs: string, folder: string) {
  const prepared = await prepare(profile, network, programs);
  const port = await freePort();
  await startService({
    name: `osrm-routed (${profile})`,
    program: join(programs, 'osrm-routed'),
    args: ['--algorithm', 'mld', '--ip', '127.0.0.1', '--port', String(port), join(prepared, 'network.osrm')],
    log: join(folder, `osrm-${profile}.log`),
    ready: () => answers(port),
  });
  return [PROFILES[profile], `http://127.0.0.1:${port}`] as const;
}

async function prepare(profile: Profile, network: string, programs: string): Promise<string> {
  const version = await run(join(programs, 'osrm-extract'), ['--version']);
  const content = createHash('sha256')
    .update(version)
    .update(await readFile(network))
    .digest('hex');

  return cached(`osrm/${content.slice(0, 16)}-${profile}`, async (folder) => {
    const streets = join(folder, network.endsWith('.pbf') ? 'network.osm.pbf' : 'network.osm');
    const base = join(folder, 'network.osrm');
    const lua = join(await profilesOf(programs), `${profile}.lua`);
    await copyFile(network, streets);
    await run(join(programs, 'osrm-extract'), ['--profile', lua, streets]);
    await run(join(programs, 'osrm-partition'), [base]);
    await run(join(programs, 'osrm-customize'), [base]);
  });
}

/** The wheel and a system-wide installation keep the profiles in different places beside the programs. */
async function profilesOf(programs: string): Promise<string> {
  const inWheel = join(programs, '../share/profiles');
  return (await exists(inWheel)) ? inWheel : join(programs, '../share/osrm/profiles');
}
