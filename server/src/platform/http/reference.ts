import { Router } from 'express';
import { OpenAPIGenerator } from '@orpc/openapi';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import { PROBLEM_SCHEMA } from './problem.ts';
import type { Routes } from './route.ts';
import { writeReference, REFERENCE_STYLE } from './reference-page.ts';

/** `/api/openapi.json` and the page that shows it, both made from the contract. */
export function referencePages(routes: Routes): Router {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  let document: ReturnType<OpenAPIGenerator['generate']> | null = null;
  const openApi = () =>
    (document ??= generator.generate(routes, {
      info: { title: 'Nuanlin 暖邻', version: '1' },
      servers: [{ url: '/api/v1' }],
      components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'nuanlin_session' } } },
      customErrorResponseBodySchema: () => PROBLEM_SCHEMA,
    }));

  const pages = Router();
  pages.get('/openapi.json', async (_request, response) => void response.json(await openApi()));
  pages.get('/reference.css', (_request, response) => void response.type('css').send(REFERENCE_STYLE));
  pages.get(
    '/reference',
    async (_request, response) => void response.type('html').send(writeReference(await openApi())),
  );
  return pages;
}
