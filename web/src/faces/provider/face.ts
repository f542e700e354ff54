import type { Face } from '../../app/face.ts';

/** 服务商: the coordinator who names staff for offers to the provider. */
export const face: Face = { name: 'provider', path: '/provider', load: () => import('./ProviderFace.vue') };
