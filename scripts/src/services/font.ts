import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cached } from './cache.ts';
import { run } from './run.ts';
import type { Service } from './service.ts';

/** A font with Chinese characters for the tests' browser: the machine's, or one unpacked into the cache, without root. */
export async function findChineseFont(): Promise<Service> {
  const family = (await run('fc-list', [':lang=zh', 'family']).catch(() => '')).split('\n')[0];
  if (family) return { name: 'Chinese font', took: `this machine, ${family}`, env: {} };

  const folder = await cached('fonts/wqy-microhei', fetchMicroHei);
  return {
    name: 'Chinese font',
    took: 'the Debian package fonts-wqy-microhei',
    env: { FONTCONFIG_FILE: join(folder, 'fonts.conf') },
  };
}

/** Apt fetches for everybody who gives it lists of his own; the package is unpacked, not installed. */
async function fetchMicroHei(folder: string): Promise<void> {
  const own = ['-o', `Dir::State=${folder}/apt`, '-o', `Dir::Cache=${folder}/apt`, '-o', 'APT::Sandbox::User='];
  for (const name of ['lists/partial', 'archives/partial']) await mkdir(join(folder, 'apt', name), { recursive: true });
  await run('apt-get', [...own, 'update']);
  await run('apt-get', [...own, 'download', 'fonts-wqy-microhei'], { cwd: folder });

  const archives = (await readdir(folder)).filter((name) => name.endsWith('.deb'));
  for (const archive of archives) await run('dpkg', ['--extract', join(folder, archive), folder]);
  await rm(join(folder, 'apt'), { recursive: true });
  await writeFile(join(folder, 'fonts.conf'), FONTS_CONF);
}

const FONTS_CONF = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir prefix="relative">usr/share/fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`;
