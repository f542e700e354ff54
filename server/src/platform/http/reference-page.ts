import type { OpenAPI } from '@orpc/contract';

export const REFERENCE_STYLE = `
body { font: 16px/1.6 system-ui, sans-serif; margin: 0 auto; max-width: 60rem; padding: 2rem 1.25rem; color: #2b2723; background: #fbf8f3; }
h1 { font-size: 1.75rem; } h2 { margin: 2.5rem 0 .5rem; font-size: 1.2rem; }
details { border-top: 1px solid #e4dcd0; padding: .6rem 0; } summary { cursor: pointer; }
code, pre { font: 14px/1.5 ui-monospace, monospace; } pre { overflow: auto; background: #f2ece2; padding: .75rem; border-radius: .5rem; }
.method { display: inline-block; min-width: 4.5rem; font-weight: 600; color: #8a3b12; }
p.access { color: #6b6259; margin: .25rem 0; }
`;

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** The API as one plain page, drawn here, so that it needs no script and nothing from outside. */
export function writeReference(document: OpenAPI.Document): string {
  const groups = new Map<string, string[]>();
  for (const [path, methods] of Object.entries(document.paths ?? {})) {
    const group = path.split('/')[1] ?? '';
    for (const method of METHODS) {
      const operation = methods?.[method];
      if (operation) groups.set(group, [...(groups.get(group) ?? []), writeOperation(method, path, operation)]);
    }
  }
  const sections = [...groups].map(([group, operations]) => `<h2>${escape(group)}</h2>${operations.join('')}`);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Nuanlin API</title><link rel="stylesheet" href="reference.css"></head><body>
<h1>Nuanlin 暖邻 API</h1><p>All paths are below <code>/api/v1</code>. The same in OpenAPI: <a href="openapi.json">openapi.json</a>.</p>
${sections.join('\n')}</body></html>`;
}

function writeOperation(method: string, path: string, operation: OpenAPI.OperationObject): string {
  const shapes = { parameters: operation.parameters, body: operation.requestBody, responses: operation.responses };
  return `<details><summary><span class="method">${method.toUpperCase()}</span><code>${escape(path)}</code> ${escape(operation.summary ?? '')}</summary>
${operation.description ? `<p class="access">${escape(operation.description)}</p>` : ''}<pre>${escape(JSON.stringify(shapes, null, 2))}</pre></details>`;
}

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
