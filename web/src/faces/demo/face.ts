import type { Face } from '../../app/face.ts';

/** 演示手机: everything that the demo sent, on the phones where it arrived, and the clock of the demo; for anybody. */
export const face: Face = {
  name: 'demo',
  path: '/demo/phones',
  load: () => import('./PhonesFace.vue'),
  open: true,
};
