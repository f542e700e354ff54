import { writeFileSync } from 'node:fs';
import { rightsPage } from './rights-page.ts';

/** `npm run rights` writes docs/rights.md. */
writeFileSync('docs/rights.md', rightsPage());
