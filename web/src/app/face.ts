import type { Component } from 'vue';
import type { RouteRecordRaw } from 'vue-router';
import type { TextsOf } from './i18n.ts';

/**
 * One kind of user's part of the product. Each folder in `src/faces` has a `face.ts` that exports one as `face`; the
 * router finds them there. Its texts lie in `texts/zh-CN.json` and `texts/en.json` of the same folder.
 */
export interface Face {
  /** The name of its folder, and the first key of its texts. */
  name: string;
  path: `/${string}`;
  /** Folders beside the faces whose texts it shows too. */
  texts?: readonly TextsOf[];
  load: () => Promise<{ default: Component }>;
  /** Its pages, shown in the face's `<RouterView>`. */
  pages?: RouteRecordRaw[];
  /** The elder's own face is always large. */
  mode?: 'elder';
  /** Faces that anybody may open, such as a call screen or the demo phone. */
  open?: true;
}
