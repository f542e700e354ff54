import { z } from 'zod';

/**
 * Schemas check without compiling themselves: the page's policy forbids eval, and even a probe for it is reported. Before
 * any schema is made, so this stands first in main.ts and beside Zod in the bundle.
 */
z.config({ jitless: true });
