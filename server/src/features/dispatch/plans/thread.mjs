// A thread does not inherit the loader of TypeScript on Node 20; compiled, thread.js is started itself.
import { register } from 'tsx/esm/api';

register();
await import('./thread.ts');
