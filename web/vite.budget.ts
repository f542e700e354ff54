import { gzipSync } from 'node:zlib';
import type { Plugin, Rolldown } from 'vite';

export interface Budget {
  /** The most script that a phone may have to load for one face, gzip, in kB of 1000 bytes. */
  maxGzipKb: number;
  /** Faces that stand on desks. */
  except: readonly string[];
}

/**
 * Weighs the script of every face (`src/faces/NAME/…Face.vue` and all that it imports, with the shell) and fails the build
 * when a phone would have to load more than the budget.
 */
export function phoneBudget({ maxGzipKb, except }: Budget): Plugin {
  return {
    name: 'phone-budget',
    apply: 'build',
    generateBundle(_, bundle) {
      const chunks = new Map<string, Rolldown.OutputChunk>();
      for (const file of Object.values(bundle)) if (file.type === 'chunk') chunks.set(file.fileName, file);
      const shell = [...chunks.values()].filter((chunk) => chunk.isEntry);
      for (const [name, start] of faces(chunks)) {
        const weight = weighed(closure([...shell, start], chunks));
        this.info(`${name}: ${weight.toFixed(1)} kB of script, gzip`);
        if (weight > maxGzipKb && !except.includes(name)) {
          this.error(
            `A phone would load ${weight.toFixed(1)} kB for the face "${name}"; the budget is ${maxGzipKb} kB.`,
          );
        }
      }
    },
  };
}

/** The chunk that a face begins with, by the name of its folder. */
function faces(chunks: Map<string, Rolldown.OutputChunk>): Map<string, Rolldown.OutputChunk> {
  const found = new Map<string, Rolldown.OutputChunk>();
  for (const chunk of chunks.values()) {
    const face = /src\/faces\/([^/]+)\/[^/]+Face\.vue/.exec(chunk.facadeModuleId ?? '');
    if (face?.[1]) found.set(face[1], chunk);
  }
  return found;
}

/** The chunks and everything that they import at once; what is imported later on demand is not counted. */
function closure(start: Rolldown.OutputChunk[], chunks: Map<string, Rolldown.OutputChunk>): Set<Rolldown.OutputChunk> {
  const seen = new Set<Rolldown.OutputChunk>();
  const visit = (chunk: Rolldown.OutputChunk | undefined): void => {
    if (!chunk || seen.has(chunk)) return;
    seen.add(chunk);
    for (const file of chunk.imports) visit(chunks.get(file));
  };
  start.forEach(visit);
  return seen;
}

const weighed = (chunks: Iterable<Rolldown.OutputChunk>): number =>
  [...chunks].reduce((sum, { code }) => sum + gzipSync(code).length / 1000, 0);
