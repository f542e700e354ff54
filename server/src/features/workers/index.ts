export { type Load, type LoadEntry } from './load.ts';
export { loadStore, type LoadStore } from './loads.store.ts';
