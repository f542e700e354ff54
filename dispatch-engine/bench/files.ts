import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The instance files among these paths; a folder stands for those in it. */
export function instanceFiles(paths: readonly string[], ending: string): string[] {
  return paths.flatMap((path) => {
    if (!statSync(path).isDirectory()) return [path];
    return readdirSync(path, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith(ending))
      .toSorted()
      .map((name) => join(path, name));
  });
}
