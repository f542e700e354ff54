import { Router } from 'express';

/** `/healthz`: the process runs; `/readyz`: it may be sent work. */
export function healthPages(ready: () => Promise<boolean>): Router {
  const pages = Router();
  pages.get('/healthz', (_request, response) => void response.json({ ok: true }));
  pages.get('/readyz', async (_request, response) => {
    const ok = await ready();
    response.status(ok ? 200 : 503).json({ ok });
  });
  return pages;
}
